/**
 * A place to drop files on, and a button that opens the file chooser for the same: nothing here
 * depends on dragging.
 */

import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { Button } from './button.tsx';
import './drop-zone.css';

export function DropZone(props: {
  /** What can be dropped, as a sentence. */
  readonly sentence: ReactNode;
  /** The button: a verb with its object. */
  readonly action: string;
  /** As for an input of type file: “.aasx,.json,.xml”. */
  readonly accept?: string;
  readonly multiple?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  /** A page or a part of it that is a place to drop on as a whole. */
  readonly children?: ReactNode;
}): ReactNode {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null) => {
    if (files !== null && files.length > 0) props.onFiles([...files]);
  };
  const onDrag = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(event.type === 'dragenter' || event.type === 'dragover');
    if (event.type === 'drop') take(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way, for the mouse
    <div
      className="drop-zone"
      data-over={over || undefined}
      onDragEnter={onDrag}
      onDragOver={onDrag}
      onDragLeave={onDrag}
      onDrop={onDrag}
    >
      <p className="drop-zone-sentence">{props.sentence}</p>
      <Button icon="save" onClick={() => input.current?.click()}>
        {props.action}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={props.accept}
        multiple={props.multiple ?? true}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
      {props.children}
    </div>
  );
}
