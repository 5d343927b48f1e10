/** Changes an element's value: fields by type, verified while one types, saved with a way back. */

import { type FormEvent, type ReactNode, useState } from 'react';
import { type Reference, type SubmodelElement, toValue, verify } from '#technology/twin/model';
import { type Speech, useLanguage } from '../../language/provider.tsx';
import type { Answer, Client } from '../client.ts';
import { useClient, useConcept } from '../data.tsx';
import { conceptIdOf, contentOf } from '../reading/concept.ts';
import { unitOf } from '../reading/unit.ts';
import { type Draft, draftOf, readDraft } from './draft.ts';
import { FormActions } from './form-actions.tsx';
import { type Save, useSaves } from './use-saves.ts';
import { ValueFields } from './value-fields.tsx';

export interface ElementFormProps {
  readonly submodelId: string;
  readonly path: string;
  readonly element: SubmodelElement;
  readonly etag: string | undefined;
  /** The machine writes this value too: nobody's change can be overtaken. */
  readonly isLive: boolean;
  readonly onDone: () => void;
}

export function ElementForm(props: ElementFormProps): ReactNode {
  const speech = useLanguage();
  const { t, language } = speech;
  const { element, submodelId } = props;
  const client = useClient();
  const concept = useConcept(conceptIdOf(element));
  const saves = useSaves(['submodel', submodelId]);
  const sign = decimalSign(speech);
  const [draft, setDraft] = useState<Draft>(() => draftOf(element, sign));
  // As it was when the form was opened: what others do later must not pass for read.
  const [{ etag, isLive }] = useState({ etag: props.etag, isLive: props.isLive });
  const [touched, setTouched] = useState(false);
  const read = readElement(element, draft);
  const violations = touched && read.problems.length === 0 ? verifyElement(read.element) : [];
  const choices = contentOf(concept)?.valueList?.valueReferencePairs.map((pair) => pair.value);

  const submit = async (condition: string | undefined) => {
    setTouched(true);
    if (read.problems.length > 0 || verifyElement(read.element).length > 0) return;
    const save = saveOf(client, props, read.element, condition, t('twins.edit.saved'));
    if (await saves.run(save)) props.onDone();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void submit(isLive ? undefined : etag);
  };
  return (
    <form className="twin-form" onSubmit={onSubmit} noValidate lang={language}>
      <ValueFields
        element={element}
        draft={draft}
        problems={touched ? read.problems : []}
        choices={choices}
        unit={unitOf(element, concept)}
        onChange={(next) => {
          setDraft(next);
          setTouched(true);
        }}
      />
      {isLive && <p className="note">{t('twins.edit.live')}</p>}
      <FormActions
        violations={violations}
        state={saves.state}
        save={t('twins.edit.save')}
        onCancel={props.onDone}
        onKeepMine={() => void submit(undefined)}
      />
    </form>
  );
}

/** A reference is typed as JSON; everything else by its fields. */
function readElement(element: SubmodelElement, draft: Draft): ReturnType<typeof readDraft> {
  if (element.modelType !== 'ReferenceElement') return readDraft(element, draft);
  try {
    const value: unknown = JSON.parse(draft.reference ?? 'null');
    if (value === null) return { element: { ...element, value: undefined }, problems: [] };
    // Verified as a whole right after: its shape is not trusted here.
    return { element: { ...element, value: value as Reference }, problems: [] };
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    return { element, problems: [{ field: 'reference', kind: 'type', type: 'xs:string' }] };
  }
}

function verifyElement(element: SubmodelElement) {
  return verify(element.modelType, JSON.parse(JSON.stringify(element)));
}

/** Only the value goes out, where only it was changed: one value is one row of the store. */
function saveOf(
  client: Client,
  { submodelId, path, element }: ElementFormProps,
  changed: SubmodelElement,
  etag: string | undefined,
  done: string,
): Save {
  const write = (to: SubmodelElement, condition?: string): Promise<Answer<unknown>> => {
    const isSingleValue = to.modelType === 'Property' && to.value !== undefined;
    return isSingleValue
      ? client.patchValue(submodelId, path, toValue(to), condition)
      : client.putElement(submodelId, path, to, condition);
  };
  return { done, write: () => write(changed, etag), undo: () => write(element) };
}

function decimalSign({ formats }: Speech): string {
  return formats.number(1.5).replace(/[^.,٫]/g, '') || '.';
}
