/** Puts a file's content behind a File element: chosen by hand, sent, and linked to at once. */

import { type ReactNode, useRef } from 'react';
import { useLanguage } from '../../language/provider.tsx';
import { Button } from '../../parts/button.tsx';
import { useClient } from '../data.tsx';
import { SaveNotice } from './save-notice.tsx';
import { useSaves } from './use-saves.ts';

export function FileUpload(props: {
  readonly submodelId: string;
  readonly path: string;
}): ReactNode {
  const { t } = useLanguage();
  const client = useClient();
  const input = useRef<HTMLInputElement>(null);
  const { submodelId, path } = props;
  const saves = useSaves(['submodel', submodelId]);
  const upload = (file: File) =>
    saves.run({
      done: t('twins.panel.uploaded', { file: file.name }),
      write: () => client.putFile(submodelId, path, file),
    });
  return (
    <>
      <Button
        icon="document"
        aria-busy={saves.state.kind === 'saving'}
        onClick={() => input.current?.click()}
      >
        {t('twins.panel.upload')}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) void upload(file);
          event.target.value = '';
        }}
      />
      <SaveNotice state={saves.state} onReload={saves.reset} onKeepMine={saves.reset} />
    </>
  );
}
