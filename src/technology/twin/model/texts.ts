/**
 * The kinds of text that the metamodel's attributes hold (IDTA-01001, primitive and simple data
 * types): lengths in characters, form, and the sentence that tells what would be right.
 */

import { isXsdValue } from './xsd.ts';

export interface TextRule {
  /** Fewest and most characters (Unicode code points). */
  readonly lengthMin?: number;
  readonly lengthMax?: number;
  readonly matches?: (text: string) => boolean;
  /** What the form is, to follow "must". */
  readonly form?: string;
  /** The constraint that the form comes from; `pattern` when it has no id. */
  readonly constraint?: string;
}

export type TextName = keyof typeof textRules;

export const textRules = {
  identifier: { lengthMin: 1, lengthMax: 2048 },
  name: { lengthMin: 1, lengthMax: 128 },
  idShort: {
    lengthMin: 1,
    lengthMax: 128,
    matches: (text) => /^[a-zA-Z][a-zA-Z0-9_-]*[a-zA-Z0-9_]$/.test(text),
    form: 'have two or more letters, digits, "-" or "_", start with a letter and not end in "-"',
    constraint: 'AASd-002',
  },
  version: {
    lengthMin: 1,
    lengthMax: 4,
    matches: (text) => /^(?:0|[1-9][0-9]*)$/.test(text),
    form: 'be a whole number without leading zeros, e.g. "2"',
  },
  label: { lengthMin: 1, lengthMax: 64 },
  messageTopic: { lengthMin: 1, lengthMax: 255 },
  nonEmpty: { lengthMin: 1 },
  /** A value of a type that the object itself names; its rules check it. */
  value: {},
  language: {
    matches: (text) => text.length <= languageTagLengthMax && languageTag.test(text),
    form: 'be a language tag of BCP 47, e.g. "en" or "pt-BR"',
  },
  nameText: { lengthMin: 1, lengthMax: 128 },
  longText: { lengthMin: 1, lengthMax: 1023 },
  preferredNameText: { lengthMin: 1, lengthMax: 255 },
  shortNameText: { lengthMin: 1, lengthMax: 18 },
  conceptValue: { lengthMin: 1, lengthMax: 2048 },
  contentType: {
    lengthMin: 1,
    lengthMax: 128,
    matches: (text) => mediaType.test(text),
    form: 'be a media type, e.g. "application/pdf"',
  },
  path: {
    lengthMin: 1,
    lengthMax: 2048,
    matches: (text) => uriReference.test(text),
    form: 'be a URI reference of RFC 2396; write a space as %20',
  },
  base64: {
    matches: (text) => isXsdValue('xs:base64Binary', text.replace(/\s+/g, '')),
    form: 'be Base64 with its padding',
  },
  dateTimeUtc: {
    matches: (text) => /(?:Z|[+-]00:00)$/.test(text) && isXsdValue('xs:dateTime', text),
    form: 'be an existing xs:dateTime in UTC, e.g. "2026-01-31T08:00:00Z"',
  },
  duration: {
    matches: (text) => isXsdValue('xs:duration', text),
    form: 'be an xs:duration, e.g. "PT1M30S"',
  },
} as const satisfies Record<string, TextRule>;

/** Far beyond any tag in use; the standard names no limit. */
const languageTagLengthMax = 1024;

/** BCP 47 (RFC 5646, section 2.1), with the grandfathered tags. */
const languageTag = (() => {
  const language = '(?:[a-z]{2,3}(?:-[a-z]{3}(?:-[a-z]{3}){0,2})?|[a-z]{4,8})';
  const variants = '(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*';
  const extensions = '(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*';
  const privateUse = 'x(?:-[a-z0-9]{1,8})+';
  const tag = `${language}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?${variants}${extensions}`;
  const irregular =
    'en-GB-oed|i-ami|i-bnn|i-default|i-enochian|i-hak|i-klingon|i-lux|i-mingo|i-navajo|i-pwn|' +
    'i-tao|i-tay|i-tsu|sgn-BE-FR|sgn-BE-NL|sgn-CH-DE';
  return new RegExp(`^(?:${tag}(?:-${privateUse})?|${privateUse}|${irregular})$`, 'i');
})();

/** RFC 7231, section 3.1.1.1. */
const mediaType = (() => {
  const token = "[!#$%&'*+\\-.^_`|~0-9a-zA-Z]+";
  const quoted = '"(?:[\\t !#-\\[\\]-~\\x80-\\xff]|\\\\[\\t !-~\\x80-\\xff])*"';
  return new RegExp(`^${token}/${token}(?:[ \\t]*;[ \\t]*${token}=(?:${token}|${quoted}))*$`);
})();

/**
 * RFC 2396, appendix A. Its net_path is a case of its abs_path and is left out, which makes the
 * expression linear.
 */
const uriReference = (() => {
  const character = "a-zA-Z0-9\\-_.!~*'()";
  const escaped = '%[0-9a-fA-F]{2}';
  const any = `(?:[;/?:@&=+$,${character}]|${escaped})`;
  const absolutePath = `/(?:[:@&=+$,;/${character}]|${escaped})*`;
  const opaque = `(?:[;?:@&=+$,${character}]|${escaped})${any}*`;
  const absolute = `[a-zA-Z][a-zA-Z0-9+\\-.]*:(?:${absolutePath}(?:\\?${any}*)?|${opaque})`;
  const segment = `(?:[;@&=+$,${character}]|${escaped})+`;
  const relative = `(?:${absolutePath}|${segment}(?:${absolutePath})?)(?:\\?${any}*)?`;
  return new RegExp(`^(?:${absolute}|${relative})?(?:#${any}*)?$`);
})();
