/**
 * Turns a parsed message and its values into text. Placeholders are formatted by the language's
 * rules; in right-to-left text each inserted value is isolated, so that a code or a number never
 * reorders the words around it.
 */

import type { Formats } from './formats.ts';
import { type LanguageCode, languages } from './languages.ts';
import type { Message, Piece, ValueFormat } from './message.ts';

type MessageValue = string | number;
export type MessageValues = Readonly<Record<string, MessageValue>>;

/** Text, or a tagged piece that the page draws in its own way (a link, bold). */
export type Part = string | { readonly tag: string; readonly parts: readonly Part[] };

export interface Translation {
  readonly language: LanguageCode;
  readonly formats: Formats;
}

export function translateParts(
  message: Message,
  values: MessageValues,
  translation: Translation,
  count?: number,
): readonly Part[] {
  const parts: Part[] = [];
  for (const piece of message) parts.push(...translatePiece(piece, values, translation, count));
  return parts;
}

/** The message as one string; tags keep their content only. */
export function translateText(
  message: Message,
  values: MessageValues,
  translation: Translation,
): string {
  const flatten = (part: Part): string =>
    typeof part === 'string' ? part : part.parts.map(flatten).join('');
  return translateParts(message, values, translation).map(flatten).join('');
}

function translatePiece(
  piece: Piece,
  values: MessageValues,
  translation: Translation,
  count: number | undefined,
): readonly Part[] {
  switch (piece.kind) {
    case 'text':
      return [piece.text];
    case 'count':
      return [isolated(translation.formats.number(count ?? 0), translation)];
    case 'value':
      return [
        isolated(
          writeValue(valueNamed(values, piece.name), piece.format, translation),
          translation,
        ),
      ];
    case 'tag':
      return [
        { tag: piece.name, parts: translateParts(piece.content, values, translation, count) },
      ];
    case 'choice': {
      const value = valueNamed(values, piece.name);
      const { options, by } = piece;
      const key = by === 'plural' ? translation.formats.category(Number(value)) : String(value);
      const chosen = options.get(`=${value}`) ?? options.get(key) ?? options.get('other') ?? [];
      return translateParts(chosen, values, translation, by === 'plural' ? Number(value) : count);
    }
  }
}

function valueNamed(values: MessageValues, name: string): MessageValue {
  const value = values[name];
  if (value === undefined) throw new Error(`the message needs a value for “${name}”`);
  return value;
}

function writeValue(value: MessageValue, format: ValueFormat, { formats }: Translation): string {
  switch (format) {
    case 'plain':
      return typeof value === 'number' ? formats.number(value) : value;
    case 'number':
      return formats.number(Number(value));
    case 'percent':
      return formats.percent(Number(value));
    case 'date':
      return formats.date(Number(value));
    case 'time':
      return formats.time(Number(value));
    case 'moment':
      return formats.moment(Number(value));
  }
}

/** First strong isolate … pop directional isolate (UAX #9); digits alone need none. */
function isolated(text: string, { language }: Translation): string {
  if (languages[language].direction === 'ltr' || /^\d+$/.test(text)) return text;
  const opening = /^[+\u2212\d]/.test(text) ? '\u2066' : '\u2068';
  return `${opening}${text}\u2069`;
}
