/**
 * Loads the messages of one language, and of no other. The bundler keeps all areas of a language
 * in one file (see build.ts), so this is one request.
 */

import type { LanguageCode } from './languages.ts';
import { type Message, parseMessage } from './message.ts';

export interface Catalogue {
  readonly language: LanguageCode;
  /** Whether a speaker of the language has read the messages. */
  readonly reviewed: boolean;
  message(key: string): Message;
}

type CatalogueFile = Readonly<Record<string, string | boolean>>;

const files = import.meta.glob<CatalogueFile>('../../content/messages/*/*.json', {
  import: 'default',
});

export async function loadCatalogue(language: LanguageCode): Promise<Catalogue> {
  const wanted = Object.entries(files).filter(([path]) => path.includes(`/messages/${language}/`));
  return openCatalogue(language, await Promise.all(wanted.map(([, load]) => load())));
}

function openCatalogue(language: LanguageCode, areas: readonly CatalogueFile[]): Catalogue {
  const sources = new Map(areas.flatMap((area) => Object.entries(area)));
  const parsed = new Map<string, Message>();
  return {
    language,
    reviewed: areas.every((area) => area.$reviewed === true),
    message(key) {
      const known = parsed.get(key);
      if (known !== undefined) return known;
      const source = sources.get(key);
      if (typeof source !== 'string') throw new Error(`no message “${key}” in ${language}`);
      const message = parseMessage(source);
      parsed.set(key, message);
      return message;
    },
  };
}
