/**
 * The six languages of the product: how each is named by its own speakers, which way it is
 * written, and which plural categories a counted message needs. Everything that depends on the
 * language starts from this table.
 */

export const languages = {
  it: {
    name: 'Italiano',
    short: 'IT',
    reviewed: true,
    direction: 'ltr',
    plurals: ['one', 'many', 'other'],
  },
  en: { name: 'English', short: 'EN', reviewed: true, direction: 'ltr', plurals: ['one', 'other'] },
  uz: { name: 'Oʻzbekcha', short: 'UZ', reviewed: false, direction: 'ltr', plurals: ['other'] },
  ru: {
    name: 'Русский',
    short: 'RU',
    reviewed: false,
    direction: 'ltr',
    plurals: ['one', 'few', 'many', 'other'],
  },
  'pt-BR': {
    name: 'Português',
    short: 'PT',
    reviewed: false,
    direction: 'ltr',
    plurals: ['one', 'many', 'other'],
  },
  ar: {
    name: 'العربية',
    short: 'AR',
    reviewed: false,
    direction: 'rtl',
    plurals: ['zero', 'one', 'two', 'few', 'many', 'other'],
  },
} as const satisfies Readonly<Record<string, Language>>;

interface Language {
  /** In the language itself. */
  readonly name: string;
  /** For the band. */
  readonly short: string;
  /** Whether a speaker of the language has read the product's messages. */
  readonly reviewed: boolean;
  readonly direction: 'ltr' | 'rtl';
  /** CLDR categories of cardinal numbers; Uzbek nouns don't change after a number. */
  readonly plurals: readonly Intl.LDMLPluralRule[];
}

export type LanguageCode = keyof typeof languages;

export const languageCodes = Object.keys(languages) as readonly LanguageCode[];

/** The product's language for the first wish it can fulfil (BCP 47 tags); else English. */
export function chooseLanguage(wishes: readonly string[]): LanguageCode {
  for (const wish of wishes) {
    const primary = wish.toLowerCase().split('-')[0];
    const found = languageCodes.find((code) => code.toLowerCase().split('-')[0] === primary);
    if (found !== undefined) return found;
  }
  return 'en';
}
