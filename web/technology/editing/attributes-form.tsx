/** Changes an element's attributes: names and descriptions per language, and what it means. */

import { type FormEvent, type ReactNode, useState } from 'react';
import { type Reference, type SubmodelElement, verify } from '#technology/twin/model';
import { useLanguage } from '../../language/provider.tsx';
import { Field } from '../../parts/field.tsx';
import { useClient } from '../data.tsx';
import { conceptIdOf } from '../reading/concept.ts';
import { type Draft, draftOfTexts, readTexts } from './draft.ts';
import { FormActions } from './form-actions.tsx';
import { useSaves } from './use-saves.ts';
import { TextFields } from './value-fields.tsx';

export interface AttributesFormProps {
  readonly submodelId: string;
  readonly path: string;
  readonly element: SubmodelElement;
  readonly etag: string | undefined;
  readonly onDone: () => void;
}

export function AttributesForm(props: AttributesFormProps): ReactNode {
  const { t } = useLanguage();
  const client = useClient();
  const { submodelId, path, element } = props;
  const saves = useSaves(['submodel', submodelId]);
  const [names, setNames] = useState<Draft>(() => draftOfTexts(element.displayName));
  const [descriptions, setDescriptions] = useState<Draft>(() => draftOfTexts(element.description));
  const [openedEtag] = useState(props.etag);
  const [semantic, setSemantic] = useState(conceptIdOf(element) ?? '');
  const changed: SubmodelElement = {
    ...element,
    displayName: readTexts(names),
    description: readTexts(descriptions),
    semanticId: semanticOf(element, semantic),
  };
  const violations = verify(element.modelType, JSON.parse(JSON.stringify(changed)));

  const submit = async (etag: string | undefined) => {
    if (violations.length > 0) return;
    const isSaved = await saves.run({
      done: t('twins.edit.saved'),
      write: () => client.putElement(submodelId, path, changed, etag),
      undo: () => client.putElement(submodelId, path, element),
    });
    if (isSaved) props.onDone();
  };
  return (
    <form
      className="twin-form"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit(openedEtag);
      }}
    >
      <Field
        label="idShort"
        value={element.idShort ?? ''}
        readOnly
        dir="ltr"
        help={t('twins.edit.id-short-help')}
      />
      <TextFields label={t('twins.edit.names')} draft={names} onChange={setNames} />
      <TextFields
        label={t('twins.edit.descriptions')}
        draft={descriptions}
        onChange={setDescriptions}
      />
      <Field
        label={t('twins.panel.semantic')}
        value={semantic}
        dir="ltr"
        onChange={(event) => setSemantic(event.target.value)}
      />
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

/** The reference stays as it is while its last key does; a new id is a global one. */
function semanticOf(element: SubmodelElement, typed: string): Reference | undefined {
  const id = typed.trim();
  if (id === '') return undefined;
  if (id === conceptIdOf(element)) return element.semanticId;
  return { type: 'ExternalReference', keys: [{ type: 'GlobalReference', value: id }] };
}
