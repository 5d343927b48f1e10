/** The menu of language and appearance, at the end of the band. */

import { type ReactNode, useState } from 'react';
import { languageCodes, languages } from '../language/languages.ts';
import {
  applyTheme,
  readPreferences,
  type Theme,
  writePreferences,
} from '../language/preferences.ts';
import { useLanguage } from '../language/provider.tsx';
import { UnreviewedMark } from '../parts/marks.tsx';
import { Menu } from '../parts/menu.tsx';

const themes = ['system', 'light', 'dark'] as const;

export function PreferencesMenu(): ReactNode {
  const { t, language, choose, arabicDigits, setArabicDigits } = useLanguage();
  const [theme, setTheme] = useTheme();
  const digits = {
    label: t('shell.digits.group'),
    items: [
      {
        key: 'digits',
        label: t('shell.digits.arabic'),
        chosen: arabicDigits,
        onChoose: () => setArabicDigits(!arabicDigits),
      },
    ],
  };
  return (
    <Menu
      trigger={
        <button type="button" className="band-menu">
          {languages[language].short}
          <span className="visually-hidden">
            {t('shell.language', { name: languages[language].name })}
          </span>
        </button>
      }
      groups={[
        {
          label: t('shell.language.group'),
          items: languageCodes.map((code) => ({
            key: code,
            label: languages[code].name,
            lang: code,
            chosen: code === language,
            note: languages[code].reviewed ? undefined : <UnreviewedMark />,
            onChoose: () => choose(code),
          })),
        },
        ...(language === 'ar' ? [digits] : []),
        {
          label: t('shell.theme.group'),
          items: themes.map((each) => ({
            key: each,
            label: t(`shell.theme.${each}`),
            chosen: each === theme,
            onChoose: () => setTheme(each),
          })),
        },
      ]}
      footnote={
        <>
          <UnreviewedMark decorative /> {t('shell.language.unreviewed')}
        </>
      }
    />
  );
}

export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(() => readPreferences().theme);
  return [
    theme,
    (next) => {
      setTheme(next);
      writePreferences({ theme: next });
      applyTheme(next);
    },
  ];
}
