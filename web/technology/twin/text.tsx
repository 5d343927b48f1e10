/**
 * Values and names as text in the reader's language: numbers by its rules, a name in another
 * language with its tag, so that nobody takes a fallback for a translation.
 */

import type { ReactNode } from 'react';
import { type Speech, useLanguage } from '../../language/provider.tsx';
import { Code } from '../../parts/value.tsx';
import type { Localised } from '../reading/localise.ts';
import type { ShownValue } from '../reading/value.ts';

/** A text of a twin; the language's tag follows where it is not the reader's. */
export function LocalisedText(props: { readonly of: Localised }): ReactNode {
  const { t } = useLanguage();
  const { text, language, fallback } = props.of;
  if (!fallback) return <bdi>{text}</bdi>;
  return (
    <>
      <bdi lang={language}>{text}</bdi>
      <abbr
        className="twin-language"
        title={t('twins.in-language', { language: languageName(language, 'en') })}
      >
        {language}
      </abbr>
    </>
  );
}

/** The name of a language in a language; its tag where the browser does not know it. */
export function languageName(tag: string, inLanguage: string): string {
  try {
    return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(tag) ?? tag;
  } catch (cause) {
    if (cause instanceof RangeError) return tag;
    throw cause;
  }
}

/** The name of a country from its code (ISO 3166-1 alpha-2); anything else as it was written. */
export function countryName(code: string, inLanguage: string): string {
  if (!/^[A-Z]{2}$/i.test(code)) return code;
  // Chromium's names in Uzbek are partly Cyrillic: English ones are at least readable.
  const language = inLanguage === 'uz' ? 'en' : inLanguage;
  return new Intl.DisplayNames([language], { type: 'region' }).of(code.toUpperCase()) ?? code;
}

/** A value as text; undefined where there is none. */
function valueText(value: ShownValue, speech: Speech): string | undefined {
  const { t, formats } = speech;
  switch (value.kind) {
    case 'none':
      return undefined;
    case 'number':
      return formats.number(
        value.number,
        value.digits === undefined ? undefined : { decimals: value.digits },
      );
    case 'boolean':
      return t(value.value ? 'twins.value.true' : 'twins.value.false');
    case 'date':
      return dayText(value.text, speech);
    case 'dateTime':
      return momentText(value.text, speech);
    case 'code':
    case 'text':
    case 'link':
    case 'reference':
      return value.text;
    case 'localised':
      return value.localised.text;
    case 'range': {
      const min = valueText(value.min, speech);
      const max = valueText(value.max, speech);
      if (min === undefined) return `≤ ${max}`;
      return max === undefined ? `≥ ${min}` : `${min}–${max}`;
    }
    case 'file':
      return value.name;
    case 'blob':
      return bytesText(value.bytes, speech);
    case 'count':
      return t('twins.count.elements', { count: value.count });
    case 'operation':
    case 'event':
    case 'capability':
      return t(`twins.kind.${value.kind}`);
    default:
      return value satisfies never;
  }
}

/** A value as an element: what is code is set as code, links lead on, languages are marked. */
export function ValueText(props: { readonly of: ShownValue }): ReactNode {
  const speech = useLanguage();
  const { of } = props;
  if (of.kind === 'localised') return <LocalisedText of={of.localised} />;
  const text = valueText(of, speech);
  if (text === undefined) return <span className="twin-nothing">—</span>;
  if (of.kind === 'link') {
    return (
      <a className="link" href={of.text} target="_blank" rel="noreferrer" dir="ltr">
        {text}
      </a>
    );
  }
  if (of.kind === 'code' || of.kind === 'reference') return <Code>{text}</Code>;
  if (isKind(of)) return <span className="twin-nothing">{text}</span>;
  return <bdi dir={isFigure(of) ? 'ltr' : undefined}>{text}</bdi>;
}

/** What has no value of its own says what it is. */
function isKind({ kind }: ShownValue): boolean {
  return kind === 'operation' || kind === 'event' || kind === 'capability';
}

function isFigure(value: ShownValue): boolean {
  return value.kind === 'number' || value.kind === 'range';
}

/** An xs:date in the reader's words; as written where it is none. */
export function dayText(text: string, { formats }: Speech): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  if (match === null) return text;
  // Noon of the local day: a date has no time zone and must not slip to the day before.
  const at = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]), 12).getTime();
  return Number.isNaN(at) ? text : formats.date(at);
}

function momentText(text: string, { formats }: Speech): string {
  const at = Date.parse(text);
  return Number.isNaN(at) ? text : formats.moment(at);
}

export function bytesText(bytes: number, { formats }: Speech): string {
  const units = ['B', 'kB', 'MB', 'GB'] as const;
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const decimals = unit === 0 || size >= 100 ? 0 : 1;
  return `${formats.number(size, { decimals })}\u00a0${units[unit]}`;
}

/** An age in a column: seconds, then minutes, then hours, then days. */
export function ageText(ageMs: number, { t }: Speech): string {
  const { unit, count } = ageOf(ageMs);
  return t(`twins.age.${unit}`, { count });
}

/** The same as a sentence on a twin's values. */
export function freshText(ageMs: number, { t }: Speech): string {
  const { unit, count } = ageOf(ageMs);
  return t(`twins.fresh.${unit}`, { count });
}

function ageOf(ageMs: number) {
  const seconds = Math.max(1, Math.round(ageMs / 1000));
  if (seconds < 60) return { unit: 'seconds', count: seconds } as const;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return { unit: 'minutes', count: minutes } as const;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return { unit: 'hours', count: hours } as const;
  return { unit: 'days', count: Math.floor(hours / 24) } as const;
}
