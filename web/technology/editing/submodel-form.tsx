/** Changes a submodel's own attributes; its elements stay as they are. */

import { type FormEvent, type ReactNode, useState } from 'react';
import { type Submodel, toMetadata, verify } from '#technology/twin/model';
import { useLanguage } from '../../language/provider.tsx';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import type { Versioned } from '../client.ts';
import { useClient } from '../data.tsx';
import { conceptIdOf } from '../reading/concept.ts';
import { type Draft, draftOfTexts, readTexts } from './draft.ts';
import { SaveNotice } from './save-notice.tsx';
import { useSaves } from './use-saves.ts';
import { TextFields } from './value-fields.tsx';
import { ViolationList } from './violation-list.tsx';

export function SubmodelForm(props: {
  readonly stored: Versioned<Submodel>;
  readonly onDone: () => void;
}): ReactNode {
  const { t } = useLanguage();
  const client = useClient();
  const { value: submodel, etag: storedEtag } = props.stored;
  const saves = useSaves(['submodel', submodel.id]);
  const [idShort, setIdShort] = useState(submodel.idShort ?? '');
  const [names, setNames] = useState<Draft>(() => draftOfTexts(submodel.displayName));
  const [descriptions, setDescriptions] = useState<Draft>(() => draftOfTexts(submodel.description));
  const [version, setVersion] = useState(submodel.administration?.version ?? '');
  const [semantic, setSemantic] = useState(conceptIdOf(submodel) ?? '');
  const metadata = {
    ...toMetadata(submodel),
    idShort: idShort.trim() === '' ? undefined : idShort.trim(),
    displayName: readTexts(names),
    description: readTexts(descriptions),
    administration: administrationOf(submodel, version.trim()),
    semanticId: semanticOf(submodel, semantic.trim()),
  } as Submodel;
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
        void submit(storedEtag);
      }}
    >
      <Field
        label="idShort"
        dir="ltr"
        value={idShort}
        onChange={(event) => setIdShort(event.target.value)}
      />
      <TextFields label={t('twins.edit.names')} draft={names} onChange={setNames} />
      <TextFields
        label={t('twins.edit.descriptions')}
        draft={descriptions}
        onChange={setDescriptions}
      />
      <div className="twin-pair">
        <Field
          label={t('twins.edit.version')}
          dir="ltr"
          value={version}
          onChange={(event) => setVersion(event.target.value)}
        />
      </div>
      <Field
        label={t('twins.panel.semantic')}
        dir="ltr"
        value={semantic}
        onChange={(event) => setSemantic(event.target.value)}
      />
      <ViolationList violations={violations} />
      <SaveNotice
        state={saves.state}
        onReload={props.onDone}
        onKeepMine={() => void submit(undefined)}
      />
      <div className="twin-actions">
        <Button kind="primary" type="submit">
          {t('twins.edit.save')}
        </Button>
        <Button kind="quiet" onClick={props.onDone}>
          {t('twins.edit.cancel')}
        </Button>
      </div>
    </form>
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
