/**
 * Picks from a list of texts in several languages the one for the reader, and says when it had to
 * fall back, so that a page can mark a text in another language instead of hiding the fact.
 */

import type { ConceptDescription, LangString, Referable } from '#technology/twin/model';
import { contentOf } from './concept.ts';

export interface Localised {
  readonly text: string;
  /** BCP 47 tag of the text. */
  readonly language: string;
  /** True when the text is not in the reader's language. */
  readonly fallback: boolean;
}

/**
 * The text in the reader's language: the exact tag first, then the same language of another
 * region, then English, then whatever is there.
 */
export function pickText(
  texts: readonly LangString[] | undefined,
  language: string,
): Localised | undefined {
  const written = (texts ?? []).filter((each) => each.text.trim() !== '');
  const wanted = language.toLowerCase();
  const pick =
    written.find((each) => each.language.toLowerCase() === wanted) ??
    written.find((each) => primary(each.language) === primary(wanted)) ??
    written.find((each) => primary(each.language) === 'en') ??
    written[0];
  if (pick === undefined) return undefined;
  return {
    text: pick.text,
    language: pick.language,
    fallback: primary(pick.language) !== primary(wanted),
  };
}

/**
 * What a thing is called: its display name, the preferred name of its concept where that is in
 * the reader's language and the display name is not, then its idShort.
 */
export function nameOf(
  referable: Referable,
  language: string,
  concept?: ConceptDescription,
): Localised | undefined {
  const own = pickText(referable.displayName, language);
  if (own !== undefined && !own.fallback) return own;
  const preferred = pickText(contentOf(concept)?.preferredName, language);
  if (preferred !== undefined && !preferred.fallback) return preferred;
  if (own !== undefined) return own;
  const idShort = referable.idShort;
  // An idShort is an identifier: it belongs to no language and is never marked.
  return idShort === undefined || idShort === ''
    ? undefined
    : { text: idShort, language: '', fallback: false };
}

/** What a thing means, in the reader's words: its description or its concept's definition. */
export function meaningOf(
  referable: Referable,
  language: string,
  concept?: ConceptDescription,
): Localised | undefined {
  const own = pickText(referable.description, language);
  if (own !== undefined && !own.fallback) return own;
  const definition = pickText(contentOf(concept)?.definition, language);
  if (definition !== undefined && !definition.fallback) return definition;
  return own ?? definition ?? pickText(concept?.description, language);
}

function primary(tag: string): string {
  return (tag.split('-')[0] ?? '').toLowerCase();
}
