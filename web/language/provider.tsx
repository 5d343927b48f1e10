/**
 * The reader's language for all pages: messages, numbers, dates and direction. The choice is kept
 * in the browser; a new language replaces the old one without a reload once its messages are here.
 */

import { DirectionProvider } from '@base-ui/react/direction-provider';
import {
  createContext,
  Fragment,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { createFormats, type Formats } from './formats.ts';
import type { MessageKey } from './keys.ts';
import { type LanguageCode, languages } from './languages.ts';
import { type Catalogue, loadCatalogue } from './load.ts';
import { readPreferences, writePreferences } from './preferences.ts';
import { type MessageValues, type Part, translateParts, translateText } from './translate.ts';

type Tags = Readonly<Record<string, (content: ReactNode) => ReactNode>>;

export interface Speech {
  readonly language: LanguageCode;
  readonly direction: 'ltr' | 'rtl';
  readonly formats: Formats;
  /** Whether a speaker of the language has read the product's own messages. */
  readonly reviewed: boolean;
  readonly arabicDigits: boolean;
  /** One message as text. */
  t(key: MessageKey, values?: MessageValues): string;
  /** One message with its tags drawn as elements, e.g. `{ b: (text) => <b>{text}</b> }`. */
  rich(key: MessageKey, tags: Tags, values?: MessageValues): ReactNode;
  choose(language: LanguageCode): Promise<void>;
  setArabicDigits(on: boolean): void;
}

const SpeechContext = createContext<Speech | undefined>(undefined);

export function LanguageProvider(props: {
  readonly first: Catalogue;
  readonly children: ReactNode;
}): ReactNode {
  const [catalogue, setCatalogue] = useState(props.first);
  const [arabicDigits, setDigits] = useState(() => readPreferences().arabicDigits);
  const { direction } = languages[catalogue.language];

  useEffect(() => {
    document.documentElement.lang = catalogue.language;
    document.documentElement.dir = direction;
  }, [catalogue, direction]);

  const choose = useCallback(async (language: LanguageCode) => {
    setCatalogue(await loadCatalogue(language));
    writePreferences({ language });
  }, []);
  const setArabicDigits = useCallback((on: boolean) => {
    setDigits(on);
    writePreferences({ arabicDigits: on });
  }, []);

  const speech = useMemo(
    () => createSpeech(catalogue, arabicDigits, choose, setArabicDigits),
    [catalogue, arabicDigits, choose, setArabicDigits],
  );
  return (
    <SpeechContext value={speech}>
      <DirectionProvider direction={direction}>{props.children}</DirectionProvider>
    </SpeechContext>
  );
}

export function useLanguage(): Speech {
  const speech = useContext(SpeechContext);
  if (speech === undefined) throw new Error('useLanguage needs a LanguageProvider above it');
  return speech;
}

function createSpeech(
  catalogue: Catalogue,
  arabicDigits: boolean,
  choose: Speech['choose'],
  setArabicDigits: Speech['setArabicDigits'],
): Speech {
  const { language, reviewed } = catalogue;
  const formats = createFormats(language, { arabicDigits });
  const translation = { language, formats };
  return {
    language,
    direction: languages[language].direction,
    formats,
    reviewed,
    arabicDigits,
    choose,
    setArabicDigits,
    t: (key, values = {}) => translateText(catalogue.message(key), values, translation),
    rich: (key, tags, values = {}) =>
      draw(translateParts(catalogue.message(key), values, translation), tags),
  };
}

function draw(parts: readonly Part[], tags: Tags): ReactNode {
  return parts.map((part, index) => {
    // The parts of a message never change their order while it is shown.
    const key = `${index}`;
    if (typeof part === 'string') return <Fragment key={key}>{part}</Fragment>;
    const content = draw(part.parts, tags);
    return <Fragment key={key}>{tags[part.tag]?.(content) ?? content}</Fragment>;
  });
}
