/**
 * What a reader chose for this browser: language, theme, digits. Kept in localStorage; where that
 * is closed (private windows), the choice lasts as long as the page.
 */

import { chooseLanguage, type LanguageCode, languageCodes } from './languages.ts';

export type Theme = 'system' | 'light' | 'dark';

export interface Preferences {
  readonly language: LanguageCode;
  readonly theme: Theme;
  readonly arabicDigits: boolean;
}

const storageKey = 'registan.preferences';

export function readPreferences(): Preferences {
  const stored = readStored();
  const language = languageCodes.find((code) => code === stored.language);
  const theme = (['light', 'dark'] as const).find((name) => name === stored.theme);
  return {
    language: language ?? chooseLanguage(navigator.languages),
    theme: theme ?? 'system',
    arabicDigits: stored.arabicDigits === true,
  };
}

export function writePreferences(change: Partial<Preferences>): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify({ ...readStored(), ...change }));
  } catch {
    // A browser that keeps nothing still shows what was chosen until the page is left.
  }
}

/** Puts the theme on the document; `system` leaves it to the reader's device. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function readStored(): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
