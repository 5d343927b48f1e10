/**
 * The command palette: pages, assets and actions in one list, found by typing. The match is bold;
 * an asset's plate or an action's keys stand at the end.
 */

import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { useLanguage } from '../language/provider.tsx';
import { Icon } from './icon.tsx';
import { matchPositions } from './match.ts';
import './palette.css';

export interface Command {
  readonly key: string;
  readonly label: string;
  /** An asset's code. */
  readonly note?: ReactNode;
  readonly onChoose: () => void;
}

interface CommandGroup {
  readonly label: string;
  readonly commands: readonly Command[];
}

export interface PaletteProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** What is found for the words typed; the caller may ask the node. */
  readonly groups: readonly CommandGroup[];
  readonly words: string;
  readonly onWords: (words: string) => void;
}

export function Palette(props: PaletteProps): ReactNode {
  const { t } = useLanguage();
  return (
    <BaseDialog.Root open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="palette-ground" />
        <BaseDialog.Popup className="palette" aria-label={t('parts.palette')}>
          <PaletteContent {...props} />
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** The palette's inside, also for the page that shows all parts. */
export function PaletteContent(props: PaletteProps): ReactNode {
  const { t } = useLanguage();
  const listId = useId();
  const [at, setAt] = useState(0);
  const all = props.groups.flatMap((group) => group.commands);
  const chosen = all[Math.min(at, all.length - 1)];

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && all.length > 0) {
      event.preventDefault();
      const next = (Math.min(at, all.length - 1) + step + all.length) % all.length;
      setAt(next);
      const item = document.getElementById(`${listId}-${all[next]?.key}`);
      item?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault();
      props.onClose();
      chosen.onChoose();
    }
  };
  return (
    <>
      <div className="palette-field">
        <Icon name="search" />
        <input
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={chosen && `${listId}-${chosen.key}`}
          aria-label={t('parts.palette')}
          placeholder={t('parts.palette.hint')}
          value={props.words}
          onChange={(event) => {
            setAt(0);
            props.onWords(event.target.value);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="palette-list" role="listbox" id={listId} aria-label={t('parts.palette')}>
        {props.groups.map((group) => (
          <PaletteGroup
            key={group.label}
            group={group}
            words={props.words}
            chosen={chosen}
            idOf={(command) => `${listId}-${command.key}`}
            onClose={props.onClose}
          />
        ))}
      </div>
      {all.length === 0 && <p className="palette-none">{t('parts.no-match')}</p>}
    </>
  );
}

function PaletteGroup(props: {
  readonly group: CommandGroup;
  readonly words: string;
  readonly chosen: Command | undefined;
  readonly idOf: (command: Command) => string;
  readonly onClose: () => void;
}): ReactNode {
  const { group, chosen } = props;
  const labelId = useId();
  if (group.commands.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own
    <div role="group" aria-labelledby={labelId}>
      <p className="palette-label" id={labelId}>
        {group.label}
      </p>
      {group.commands.map((command) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field listens to the keys
        // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus (combobox)
        <div
          key={command.key}
          role="option"
          id={props.idOf(command)}
          aria-selected={command === chosen}
          className="palette-item"
          onClick={() => {
            props.onClose();
            command.onChoose();
          }}
        >
          <span>
            <Matched text={command.label} words={props.words} />
          </span>
          {command.note}
        </div>
      ))}
    </div>
  );
}

function Matched(props: { readonly text: string; readonly words: string }): ReactNode {
  const span = matchPositions(props.text, props.words);
  if (span === undefined) return props.text;
  const [start, end] = span;
  return (
    <>
      {props.text.slice(0, start)}
      <b>{props.text.slice(start, end)}</b>
      {props.text.slice(end)}
    </>
  );
}
