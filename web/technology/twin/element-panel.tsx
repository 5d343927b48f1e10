/**
 * The selected element at the tree's side: what it means, where it is, what it is worth; and the
 * ways to change it: its value, its attributes, another element inside it, or away with it.
 */

import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { canHaveChildren, type SubmodelElement } from '#technology/twin/model';
import { useLanguage } from '../../language/provider.tsx';
import { Button } from '../../parts/button.tsx';
import { Module } from '../../parts/module.tsx';
import { Waiting } from '../../parts/progress.tsx';
import { Code } from '../../parts/value.tsx';
import type { Versioned } from '../client.ts';
import { orThrow, useClient, useConcept, useLiveValue } from '../data.tsx';
import { AddElement } from '../editing/add-element.tsx';
import { AttributesForm } from '../editing/attributes-form.tsx';
import { hasValueFields } from '../editing/draft.ts';
import { ElementForm } from '../editing/element-form.tsx';
import { FileUpload } from '../editing/file-upload.tsx';
import { SaveNotice } from '../editing/save-notice.tsx';
import { useSaves } from '../editing/use-saves.ts';
import { FaultNotice } from '../fault-notice.tsx';
import { conceptIdOf } from '../reading/concept.ts';
import { meaningOf } from '../reading/localise.ts';
import { rowKey } from '../reading/tree.ts';
import { ElementAge, ElementName, ElementUnit, ElementValue } from './element-cells.tsx';
import { type FactLine, Facts } from './facts.tsx';
import { LocalisedText } from './text.tsx';

export interface ElementPanelProps {
  readonly submodelId: string;
  readonly path: string;
  readonly onClose: () => void;
}

export function ElementPanel(props: ElementPanelProps): ReactNode {
  const client = useClient();
  const { submodelId, path } = props;
  const stored = useQuery({
    queryKey: ['submodel', submodelId, 'element', path],
    queryFn: ({ signal }) => orThrow(client.element(submodelId, path, signal)),
  });
  if (stored.data !== undefined) {
    const readAgain = async () => void (await stored.refetch());
    return <Panel {...props} stored={stored.data} readAgain={readAgain} />;
  }
  if (stored.error === null) return <Waiting size={24} />;
  return <FaultNotice error={stored.error} onRetry={() => void stored.refetch()} />;
}

type Mode = 'reading' | 'value' | 'attributes' | 'adding';

/** A value that came this often since the page was opened is the machine's, not a person's. */
const livesFrom = 3;

function Panel(
  props: ElementPanelProps & {
    readonly stored: Versioned<SubmodelElement>;
    readonly readAgain: () => Promise<void>;
  },
): ReactNode {
  const { t } = useLanguage();
  const { submodelId, path, stored, onClose } = props;
  const element = stored.value;
  const [mode, setMode] = useState<Mode>('reading');
  const samples = useLiveValue(rowKey(submodelId, path))?.samples ?? [];
  const isLive = samples.length >= livesFrom;
  // What is edited is what is stored now, with the entity tag that belongs to it.
  const edit = async (next: Mode) => {
    await props.readAgain();
    setMode(next);
  };
  const form = { submodelId, path, element, etag: stored.etag, onDone: () => setMode('reading') };
  return (
    <Module title={<ElementName element={element} />} note={t(`twins.class.${element.modelType}`)}>
      {mode === 'value' && <ElementForm {...form} isLive={isLive} />}
      {mode === 'attributes' && <AttributesForm {...form} />}
      {mode === 'adding' && (
        <AddElement
          submodelId={submodelId}
          parentPath={path}
          parent={element}
          onDone={form.onDone}
        />
      )}
      {mode === 'reading' && (
        <>
          <Particulars submodelId={submodelId} path={path} element={element} />
          <div className="twin-actions">
            {hasValueFields(element) && (
              <Button onClick={() => void edit('value')}>{t('twins.panel.value')}</Button>
            )}
            {element.modelType === 'File' && <FileUpload submodelId={submodelId} path={path} />}
            {canHaveChildren(element) && (
              <Button icon="plus" onClick={() => setMode('adding')}>
                {t('twins.panel.add')}
              </Button>
            )}
            <Button kind="quiet" onClick={() => void edit('attributes')}>
              {t('twins.panel.attributes')}
            </Button>
            <DeleteButton {...props} onClose={onClose} />
          </div>
        </>
      )}
    </Module>
  );
}

function Particulars(props: {
  readonly submodelId: string;
  readonly path: string;
  readonly element: SubmodelElement;
}): ReactNode {
  const { t, language } = useLanguage();
  const { element, path } = props;
  const concept = useConcept(conceptIdOf(element));
  const meaning = meaningOf(element, language, concept);
  const semantic = conceptIdOf(element);
  const lines: FactLine[] = [];
  const add = (key: string, name: string, value: ReactNode) => lines.push({ key, name, value });
  if (!canHaveChildren(element)) {
    add(
      'value',
      t('twins.tree.value'),
      <strong>
        <ElementValue {...props} />{' '}
        <bdi dir="ltr" className="twin-unit">
          <ElementUnit element={element} />
        </bdi>
      </strong>,
    );
    add('age', t('twins.tree.age'), <ElementAge {...props} />);
  }
  add('path', t('twins.panel.path'), <Code>{path}</Code>);
  if ('valueType' in element) {
    add('type', t('twins.panel.type'), <Code>{element.valueType}</Code>);
  }
  if (semantic !== undefined) add('semantic', t('twins.panel.semantic'), <Code>{semantic}</Code>);
  for (const qualifier of element.qualifiers ?? []) {
    add(`qualifier-${qualifier.type}`, qualifier.type, qualifier.value ?? '—');
  }
  return (
    <>
      {meaning !== undefined && (
        <p className="twin-meaning">
          <LocalisedText of={meaning} />
        </p>
      )}
      <Facts lines={lines} />
    </>
  );
}

/** Deletes at once and offers it back: a list's element comes back at the end of its list. */
function DeleteButton(
  props: ElementPanelProps & { readonly stored: Versioned<SubmodelElement> },
): ReactNode {
  const { t } = useLanguage();
  const client = useClient();
  const { submodelId, path, stored } = props;
  const saves = useSaves(['submodel', submodelId]);
  const remove = async (etag: string | undefined) => {
    const isGone = await saves.run({
      done: t('twins.panel.deleted', { path }),
      write: () => client.deleteElement(submodelId, path, etag),
      undo: () => client.createElement(submodelId, parentOf(path), stored.value),
    });
    if (isGone) props.onClose();
  };
  return (
    <>
      <Button kind="quiet" onClick={() => void remove(undefined)}>
        {t('twins.panel.delete')}
      </Button>
      <SaveNotice
        state={saves.state}
        onReload={saves.reset}
        onKeepMine={() => void remove(undefined)}
      />
    </>
  );
}

/** The path of what holds an element; undefined for the submodel itself. */
function parentOf(path: string): string | undefined {
  const cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
  return cut < 0 ? undefined : path.slice(0, cut);
}
