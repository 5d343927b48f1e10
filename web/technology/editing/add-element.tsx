/** Adds an element to a submodel, a collection, a list or an entity: kind, name, type of value. */

import { type FormEvent, type ReactNode, useState } from 'react';
import {
  type DataTypeDefXsd,
  type SubmodelElement,
  type SubmodelElementList,
  verify,
} from '#technology/twin/model';
import { useLanguage } from '../../language/provider.tsx';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/select.tsx';
import { useClient } from '../data.tsx';
import { FormActions } from './form-actions.tsx';
import { useSaves } from './use-saves.ts';

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
  const [choice, setChoice] = useState<Choice>({
    kind: kindOf(list) ?? 'Property',
    idShort: '',
    type: list?.valueTypeListElement ?? 'xs:string',
  });
  const { kind, idShort, type } = choice;
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
      <NewElementFields
        list={list}
        choice={choice}
        nameMissing={touched && !isNamed}
        onChange={setChoice}
      />
      <FormActions
        violations={violations}
        state={saves.state}
        save={t('twins.add.add')}
        onCancel={props.onDone}
        onKeepMine={() => void submit()}
      />
    </form>
  );
}

interface Choice {
  readonly kind: Kind;
  readonly idShort: string;
  readonly type: DataTypeDefXsd;
}

/** The kind of a list's elements, where it is one of those offered. */
function kindOf(list: SubmodelElementList | undefined): Kind | undefined {
  return kinds.find((each) => each === list?.typeValueListElement);
}

function NewElementFields(props: {
  readonly list: SubmodelElementList | undefined;
  readonly choice: Choice;
  readonly nameMissing: boolean;
  readonly onChange: (choice: Choice) => void;
}): ReactNode {
  const { t } = useLanguage();
  const { list, choice, onChange } = props;
  const { kind } = choice;
  return (
    <>
      {kindOf(list) === undefined && (
        <Select
          label={t('twins.add.kind')}
          value={kind}
          onChange={(value) => onChange({ ...choice, kind: value as Kind })}
          options={kinds.map((each) => ({ value: each, label: t(`twins.class.${each}`) }))}
        />
      )}
      {list === undefined && (
        <Field
          label="idShort"
          dir="ltr"
          value={choice.idShort}
          help={t('twins.add.id-short-help')}
          error={props.nameMissing ? t('twins.add.id-short-missing') : undefined}
          onChange={(event) => onChange({ ...choice, idShort: event.target.value })}
        />
      )}
      {(kind === 'Property' || kind === 'Range') && list?.valueTypeListElement === undefined && (
        <Select
          label={t('twins.panel.type')}
          value={choice.type}
          onChange={(value) => onChange({ ...choice, type: value as DataTypeDefXsd })}
          options={types.map((each) => ({ value: each, label: each.replace('xs:', '') }))}
        />
      )}
    </>
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
