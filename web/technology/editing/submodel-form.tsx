/** Changes a submodel's own attributes; its elements stay as they are. */

import { type FormEvent, type ReactNode, useState } from 'react';
import { type Submodel, toMetadata, verify } from '#technology/twin/model';
import { useLanguage } from '../../language/provider.tsx';
import { Field } from '../../parts/field.tsx';
import type { Versioned } from '../client.ts';
import { useClient } from '../data.tsx';
import { conceptIdOf } from '../reading/concept.ts';
import { type Draft, draftOfTexts, readTexts } from './draft.ts';
import { FormActions } from './form-actions.tsx';
import { useSaves } from './use-saves.ts';
import { TextFields } from './value-fields.tsx';

export function SubmodelForm(props: {
  readonly stored: Versioned<Submodel>;
  readonly onDone: () => void;
}): ReactNode {
  const { t } = useLanguage();
  const client = useClient();
  const { value: submodel } = props.stored;
  const [openedEtag] = useState(props.stored.etag);
  const saves = useSaves(['submodel', submodel.id]);
  const [typed, setTyped] = useState(() => typedOf(submodel));
  const metadata = metadataOf(submodel, typed);
  const violations = verify('Submodel', JSON.parse(JSON.stringify(metadata)));

  const submit = async (etag: string | undefined) => {
    if (violations.length > 0) return;
    const isSaved = await saves.run({
      done: t('twins.edit.saved'),
      write: () => client.patchSubmodelMetadata(metadata, etag),
      undo: () => client.patchSubmodelMetadata(toMetadata(submodel) as Submodel),
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
      <SubmodelFields typed={typed} onChange={setTyped} />
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

interface Typed {
  readonly idShort: string;
  readonly names: Draft;
  readonly descriptions: Draft;
  readonly version: string;
  readonly semantic: string;
}

function typedOf(submodel: Submodel): Typed {
  return {
    idShort: submodel.idShort ?? '',
    names: draftOfTexts(submodel.displayName),
    descriptions: draftOfTexts(submodel.description),
    version: submodel.administration?.version ?? '',
    semantic: conceptIdOf(submodel) ?? '',
  };
}

function metadataOf(submodel: Submodel, typed: Typed): Submodel {
  const idShort = typed.idShort.trim();
  return {
    ...toMetadata(submodel),
    idShort: idShort === '' ? undefined : idShort,
    displayName: readTexts(typed.names),
    description: readTexts(typed.descriptions),
    administration: administrationOf(submodel, typed.version.trim()),
    semanticId: semanticOf(submodel, typed.semantic.trim()),
  } as Submodel;
}

function SubmodelFields(props: {
  readonly typed: Typed;
  readonly onChange: (typed: Typed) => void;
}): ReactNode {
  const { t } = useLanguage();
  const { typed, onChange } = props;
  const field = (name: 'idShort' | 'version' | 'semantic', label: string) => (
    <Field
      label={label}
      dir="ltr"
      value={typed[name]}
      onChange={(event) => onChange({ ...typed, [name]: event.target.value })}
    />
  );
  return (
    <>
      {field('idShort', 'idShort')}
      <TextFields
        label={t('twins.edit.names')}
        draft={typed.names}
        onChange={(names) => onChange({ ...typed, names })}
      />
      <TextFields
        label={t('twins.edit.descriptions')}
        draft={typed.descriptions}
        onChange={(descriptions) => onChange({ ...typed, descriptions })}
      />
      {field('version', t('twins.edit.version'))}
      {field('semantic', t('twins.panel.semantic'))}
    </>
  );
}

function administrationOf(submodel: Submodel, version: string): Submodel['administration'] {
  const { version: _, ...rest } = submodel.administration ?? {};
  if (version === '' && Object.keys(rest).length === 0) return undefined;
  return version === '' ? rest : { ...rest, version };
}

function semanticOf(submodel: Submodel, id: string): Submodel['semanticId'] {
  if (id === '') return undefined;
  if (id === conceptIdOf(submodel)) return submodel.semanticId;
  return { type: 'ExternalReference', keys: [{ type: 'GlobalReference', value: id }] };
}
