/**
 * A document as JSON text: verified while one types, each violation with its place to jump to, and
 * saved under the condition that nobody else changed it meanwhile.
 */

import { type ReactNode, type RefObject, useDeferredValue, useMemo, useRef, useState } from 'react';
import { type ClassName, type Violation, verify } from '#technology/twin/model';
import { useLanguage } from '../../language/provider.tsx';
import { Button } from '../../parts/button.tsx';
import { TextArea } from '../../parts/field.tsx';
import type { Answer } from '../client.ts';
import { faultOffset, lineOf, placeOf } from './json-place.ts';
import { SaveNotice } from './save-notice.tsx';
import { useSaves } from './use-saves.ts';
import { ViolationList } from './violation-list.tsx';

/** Longer documents are shown and downloaded, not edited: a text field would stand still. */
const editableCharactersMax = 1_000_000;

export interface JsonEditorProps {
  readonly className: ClassName;
  readonly value: object;
  readonly etag: string | undefined;
  readonly label: string;
  readonly queryKeys: readonly (readonly unknown[])[];
  readonly onSave: (value: never, etag: string | undefined) => Promise<Answer<unknown>>;
  readonly onReload: () => void;
}

export function JsonEditor(props: JsonEditorProps): ReactNode {
  const { t } = useLanguage();
  const original = useMemo(() => JSON.stringify(props.value, null, 2), [props.value]);
  const [text, setText] = useState(original);
  const area = useRef<HTMLTextAreaElement>(null);
  const saves = useSaves(...props.queryKeys);
  const checked = useDeferredValue(text);
  const check = useMemo(() => checkText(props.className, checked), [props.className, checked]);
  const isChanged = text !== original;

  const jump = (path: string) => {
    const place = placeOf(text, path);
    if (place === undefined || area.current === null) return;
    select(area.current, place.start, place.end);
  };
  const save = async (etag: string | undefined) => {
    const parsed = checkText(props.className, text);
    if (parsed.value === undefined || parsed.violations.length > 0) return;
    const before = props.value as never;
    await saves.run({
      done: t('twins.edit.saved'),
      write: () => props.onSave(parsed.value as never, etag),
      undo: () => props.onSave(before, undefined),
    });
  };
  const reload = () => {
    saves.reset();
    setText(original);
    props.onReload();
  };
  if (original.length > editableCharactersMax) {
    return <p className="page-sentence">{t('twins.json.too-long')}</p>;
  }
  return (
    <div className="twin-json">
      <TextArea
        ref={area}
        label={props.label}
        labelHidden
        className="twin-code-field"
        rows={28}
        dir="ltr"
        spellCheck={false}
        wrap="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="twin-json-side">
        <Verdict check={check} onJump={jump} text={checked} area={area} />
        <SaveNotice state={saves.state} onReload={reload} onKeepMine={() => void save(undefined)} />
        <div className="twin-actions">
          <Button
            kind="primary"
            unavailable={unavailable(isChanged, check, t)}
            onClick={() => void save(props.etag)}
          >
            {t('twins.json.save')}
          </Button>
          {isChanged && (
            <Button kind="quiet" onClick={() => setText(original)}>
              {t('twins.json.discard')}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}

interface Check {
  readonly value: object | undefined;
  /** Where the text breaks off, when it is not JSON. */
  readonly brokenAt: number | undefined;
  readonly violations: readonly Violation[];
}

function checkText(className: ClassName, text: string): Check {
  try {
    const value: unknown = JSON.parse(text);
    return {
      value: typeof value === 'object' && value !== null ? value : undefined,
      brokenAt: undefined,
      violations: verify(className, value),
    };
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    return { value: undefined, brokenAt: faultOffset(text) ?? 0, violations: [] };
  }
}

function unavailable(
  isChanged: boolean,
  check: Check,
  t: ReturnType<typeof useLanguage>['t'],
): string | undefined {
  if (!isChanged) return t('twins.json.unchanged');
  if (check.brokenAt !== undefined) return t('twins.json.not-json');
  if (check.violations.length > 0) return t('twins.json.has-violations');
  return undefined;
}

function Verdict(props: {
  readonly check: Check;
  readonly text: string;
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly onJump: (path: string) => void;
}): ReactNode {
  const { t } = useLanguage();
  const { check, text } = props;
  if (check.brokenAt !== undefined) {
    const at = check.brokenAt;
    return (
      <p className="twin-verdict" role="status">
        <button
          type="button"
          className="link"
          onClick={() => props.area.current && select(props.area.current, at, at + 1)}
        >
          {t('twins.json.broken', lineOf(text, at))}
        </button>
      </p>
    );
  }
  return (
    <>
      <p className="twin-verdict" role="status">
        {t('twins.json.violations', { count: check.violations.length })}
      </p>
      <ViolationList violations={check.violations} onJump={props.onJump} />
    </>
  );
}

/** Selects a stretch and scrolls it into the middle of the field. */
function select(area: HTMLTextAreaElement, start: number, end: number): void {
  area.focus();
  area.setSelectionRange(start, end);
  const lines = area.value.slice(0, start).split('\n').length;
  const height = Number.parseFloat(getComputedStyle(area).lineHeight);
  area.scrollTop = Math.max(0, lines * height - area.clientHeight / 2);
}
