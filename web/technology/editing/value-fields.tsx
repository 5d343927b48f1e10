/** The fields of an element's value, each made for its type: number, date, yes or no, languages. */

import type { ReactNode } from 'react';
import type { DataTypeDefXsd, SubmodelElement } from '#technology/twin/model';
import { languageCodes } from '../../language/languages.ts';
import { type Speech, useLanguage } from '../../language/provider.tsx';
import { Radios } from '../../parts/checkbox.tsx';
import { Field, TextArea } from '../../parts/field.tsx';
import { Select } from '../../parts/select.tsx';
import { isNumeric } from '../reading/value.ts';
import { languageName } from '../twin/text.tsx';
import type { Draft, Problem } from './draft.ts';

export interface ValueFieldsProps {
  readonly element: SubmodelElement;
  readonly draft: Draft;
  readonly problems: readonly Problem[];
  readonly onChange: (draft: Draft) => void;
  readonly unit?: ReactNode;
  /** Values to choose from, where the concept lists them. */
  readonly choices?: readonly string[];
}

export function ValueFields(props: ValueFieldsProps): ReactNode {
  const { element, draft, onChange } = props;
  const { t } = useLanguage();
  switch (element.modelType) {
    case 'Property':
      return (
        <TypedField
          {...props}
          field="value"
          type={element.valueType}
          label={t('twins.edit.value')}
        />
      );
    case 'Range':
      return (
        <div className="twin-pair">
          <TypedField {...props} field="min" type={element.valueType} label={t('twins.edit.min')} />
          <TypedField {...props} field="max" type={element.valueType} label={t('twins.edit.max')} />
        </div>
      );
    case 'MultiLanguageProperty':
      return <TextFields label={t('twins.edit.text')} draft={draft} onChange={onChange} />;
    case 'File':
      return (
        <>
          <Field
            label={t('twins.edit.file')}
            value={draft.value ?? ''}
            dir="ltr"
            onChange={(event) => onChange({ ...draft, value: event.target.value })}
          />
          <Field
            label={t('twins.edit.content-type')}
            value={draft.contentType ?? ''}
            dir="ltr"
            onChange={(event) => onChange({ ...draft, contentType: event.target.value })}
          />
        </>
      );
    case 'ReferenceElement':
      return (
        <TextArea
          label={t('twins.edit.reference')}
          help={t('twins.edit.reference-help')}
          rows={8}
          dir="ltr"
          className="twin-code-field"
          value={draft.reference ?? ''}
          onChange={(event) => onChange({ ...draft, reference: event.target.value })}
        />
      );
    default:
      return null;
  }
}

function TypedField(
  props: ValueFieldsProps & {
    readonly field: string;
    readonly type: DataTypeDefXsd;
    readonly label: string;
  },
): ReactNode {
  const speech = useLanguage();
  const { t } = speech;
  const { field, type, draft, label, choices } = props;
  const value = draft[field] ?? '';
  const set = (text: string) => props.onChange({ ...draft, [field]: text });
  const problem = props.problems.find((each) => each.field === field);
  const error = problem && problemText(problem, speech);
  if (type === 'xs:boolean') {
    return (
      <fieldset className="twin-fieldset">
        <legend className="field-label">{label}</legend>
        <Radios
          label={label}
          value={value === '1' ? 'true' : value === '0' ? 'false' : value}
          onChange={set}
          options={[
            { value: 'true', label: t('twins.value.true') },
            { value: 'false', label: t('twins.value.false') },
            { value: '', label: t('twins.edit.none') },
          ]}
        />
      </fieldset>
    );
  }
  if (choices !== undefined && choices.length > 0) {
    const options = [...new Set([...choices, ...(value === '' ? [] : [value])])];
    return (
      <Select
        label={label}
        error={error}
        value={value === '' ? undefined : value}
        onChange={set}
        options={options.map((each) => ({ value: each, label: each }))}
      />
    );
  }
  if (type === 'xs:string' && value.length > 60) {
    return (
      <TextArea label={label} error={error} value={value} onChange={(e) => set(e.target.value)} />
    );
  }
  return (
    <Field
      label={label}
      error={error}
      help={t('twins.edit.type', { type: type.replace('xs:', '') })}
      value={value}
      type={
        type === 'xs:date' && (value === '' || /^\d{4}-\d{2}-\d{2}$/.test(value)) ? 'date' : 'text'
      }
      inputMode={isNumeric(type) ? 'decimal' : undefined}
      dir={type === 'xs:string' ? 'auto' : 'ltr'}
      unit={props.unit}
      onChange={(event) => set(event.target.value)}
    />
  );
}

/** One field per language: the six of the product and whatever else is there. */
export function TextFields(props: {
  readonly label: string;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}): ReactNode {
  const { language } = useLanguage();
  const { draft } = props;
  const given = Object.keys(draft).flatMap((field) =>
    field.startsWith('text.') ? [field.slice('text.'.length)] : [],
  );
  const missing = languageCodes.filter(
    (code) => !given.some((tag) => tag.split('-')[0] === code.split('-')[0]),
  );
  return (
    <fieldset className="twin-fieldset">
      <legend className="field-label">{props.label}</legend>
      {[...given, ...missing].map((tag) => (
        <Field
          key={tag}
          label={<span className="twin-field-language">{languageName(tag, language)}</span>}
          lang={tag}
          dir="auto"
          value={draft[`text.${tag}`] ?? ''}
          onChange={(event) => props.onChange({ ...draft, [`text.${tag}`]: event.target.value })}
        />
      ))}
    </fieldset>
  );
}

function problemText(problem: Problem, { t }: Speech): string {
  switch (problem.kind) {
    case 'bounds':
      return t('twins.problem.bounds', { low: problem.low, high: problem.high });
    case 'type':
      return t('twins.problem.type', { type: problem.type.replace('xs:', '') });
    default:
      return t(`twins.problem.${problem.kind}`);
  }
}
