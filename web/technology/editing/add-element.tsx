/** Adds an element to a submodel, a collection, a list or an entity: kind, name, type of value. */

import { type FormEvent, type ReactNode, useState } from 'react';
import { type DataTypeDefXsd, type SubmodelElement, verify } from '#technology/twin/model';
import { useLanguage } from '../../language/provider.tsx';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/select.tsx';
import { useClient } from '../data.tsx';
import { SaveNotice } from './save-notice.tsx';
import { useSaves } from './use-saves.ts';
import { ViolationList } from './violation-list.tsx';

const kinds = [
  'Property',
  'MultiLanguageProperty',
  'Range',
  'SubmodelElementCollection',
  'File',
  'ReferenceElement',
  'Capability',
] as const;
type Kind = (typeof kinds)[number];

const types: readonly DataTypeDefXsd[] = [
  'xs:string',
  'xs:double',
  'xs:decimal',
  'xs:int',
  'xs:long',
  'xs:boolean',
  'xs:date',
  'xs:dateTime',
  'xs:duration',
  'xs:anyURI',
];

export function AddElement(props: {
  readonly submodelId: string;
  /** The submodel itself when absent. */
  readonly parentPath?: string;
  readonly parent?: SubmodelElement;
  readonly onDone: () => void;
}): ReactNode {
  const { t } = useLanguage();
  const client = useClient();
  const { submodelId, parentPath, parent } = props;
  const list = parent?.modelType === 'SubmodelElementList' ? parent : undefined;
  const saves = useSaves(['submodel', submodelId]);
  const fixed = kinds.find((each) => each === list?.typeValueListElement);
  const [kind, setKind] = useState<Kind>(fixed ?? 'Property');
  const [idShort, setIdShort] = useState('');
  const [type, setType] = useState<DataTypeDefXsd>(list?.valueTypeListElement ?? 'xs:string');
  const [touched, setTouched] = useState(false);
  const element = newElement(kind, list === undefined ? idShort.trim() : undefined, type);
  const isNamed = list !== undefined || idShort.trim() !== '';
  const violations = isNamed ? verify(kind, element) : [];

  const submit = async () => {
    setTouched(true);
    if (!isNamed || violations.length > 0) return;
    const path = parentPath === undefined ? idShort.trim() : `${parentPath}.${idShort.trim()}`;
    const isSaved = await saves.run({
      done: t('twins.add.done'),
      write: () => client.createElement(submodelId, parentPath, element),
      undo: list === undefined ? () => client.deleteElement(submodelId, path) : undefined,
    });
    if (isSaved) props.onDone();
  };
  return (
    <form
      className="twin-form"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      {fixed === undefined && (
        <Select
          label={t('twins.add.kind')}
          value={kind}
          onChange={(value) => setKind(value as Kind)}
          options={kinds.map((each) => ({ value: each, label: t(`twins.class.${each}`) }))}
        />
      )}
      {list === undefined && (
        <Field
          label="idShort"
          dir="ltr"
          value={idShort}
          help={t('twins.add.id-short-help')}
          error={touched && !isNamed ? t('twins.add.id-short-missing') : undefined}
          onChange={(event) => setIdShort(event.target.value)}
        />
      )}
      {(kind === 'Property' || kind === 'Range') && list?.valueTypeListElement === undefined && (
        <Select
          label={t('twins.panel.type')}
          value={type}
          onChange={(value) => setType(value as DataTypeDefXsd)}
          options={types.map((each) => ({ value: each, label: each.replace('xs:', '') }))}
        />
      )}
      <ViolationList violations={violations} />
      <SaveNotice state={saves.state} onReload={saves.reset} onKeepMine={() => void submit()} />
      <div className="twin-actions">
        <Button kind="primary" type="submit">
          {t('twins.add.add')}
        </Button>
        <Button kind="quiet" onClick={props.onDone}>
          {t('twins.edit.cancel')}
        </Button>
      </div>
    </form>
  );
}

function newElement(
  kind: Kind,
  idShort: string | undefined,
  valueType: DataTypeDefXsd,
): SubmodelElement {
  const base = idShort === undefined ? {} : { idShort };
  if (kind === 'Property' || kind === 'Range') return { modelType: kind, ...base, valueType };
  return { modelType: kind, ...base } as SubmodelElement;
}
