/**
 * Texts in the six languages of the product, and the names that the demo's elements carry in each
 * of them (names.csv: one idShort a line), as the language-tagged strings of the AAS.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LangString } from '#technology/twin/model';

/** In the order of the product's languages; Brazilian Portuguese carries the tag `pt`. */
export const languages = ['en', 'it', 'uz', 'ru', 'pt', 'ar'] as const;

/** One text in all six languages: English, Italian, Uzbek, Russian, Portuguese, Arabic. */
export type Texts = readonly [
  en: string,
  it: string,
  uz: string,
  ru: string,
  pt: string,
  ar: string,
];

export function langStrings(texts: Texts): readonly LangString[] {
  return texts.map((text, index) => ({ language: languages[index] ?? 'en', text }));
}

/** A table's texts (names.csv, descriptions.csv) by idShort; a line that lacks one is a fault. */
export function readTexts(fileName: string): ReadonlyMap<string, Texts> {
  const file = readFileSync(join(import.meta.dirname, fileName), 'utf8');
  const lines = file.split('\n').filter((line) => line !== '');
  return new Map(
    lines.slice(1).map((line) => {
      const [idShort, ...texts] = line.split(';');
      if (idShort === undefined || texts.length !== languages.length || texts.includes('')) {
        throw new Error(`${fileName}: "${line}" does not have its ${languages.length} languages`);
      }
      return [idShort, texts as unknown as Texts];
    }),
  );
}
