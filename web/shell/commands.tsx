/** Search and commands (Ctrl K): the pages, the node's twins that match, and a few actions. */

import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { encodeBase64Url } from '#base';
import { useLanguage } from '../language/provider.tsx';
import { matchesWords } from '../parts/match.ts';
import { type Command, Palette } from '../parts/palette.tsx';
import { Plate } from '../parts/plate.tsx';
import type { TwinSummary } from '../technology/client.ts';
import { pickText } from '../technology/reading/localise.ts';
import { areas } from './areas.ts';
import { useTheme } from './preferences-menu.tsx';

const assetsMax = 6;

export function CommandPalette(props: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onShowKeys: () => void;
}): ReactNode {
  const { t, language } = useLanguage();
  const router = useRouter();
  const [words, setWords] = useState('');
  const [theme, setTheme] = useTheme();
  const assets = useAssets(useDeferredValue(words.trim()), props.open);
  const go = (path: string) => () => router.navigate({ to: path });

  const pages: readonly Command[] = areas
    .flatMap((area) => [area, ...area.pages])
    .map((page) => ({ key: page.path, label: t(page.label), onChoose: go(page.path) }));
  const other = theme === 'dark' ? 'light' : 'dark';
  const actions: readonly Command[] = [
    { key: 'theme', label: t(`shell.action.theme-${other}`), onChoose: () => setTheme(other) },
    { key: 'keys', label: t('shell.action.keys'), note: '?', onChoose: props.onShowKeys },
    { key: 'print', label: t('shell.action.print'), onChoose: () => print() },
  ];
  const matching = (commands: readonly Command[]) =>
    commands.filter((command) => matchesWords(command.label, words));

  return (
    <Palette
      open={props.open}
      onClose={() => {
        setWords('');
        props.onClose();
      }}
      words={words}
      onWords={setWords}
      groups={[
        { label: t('shell.palette.pages'), commands: matching(pages) },
        {
          label: t('shell.palette.assets'),
          commands: assets.map((asset) => ({
            key: asset.id,
            label: pickText(asset.displayName, language)?.text ?? asset.idShort ?? asset.id,
            note: <AssetPlate asset={asset} />,
            onChoose: go(`/technology/twins/${encodeBase64Url(asset.id)}`),
          })),
        },
        { label: t('shell.palette.actions'), commands: matching(actions) },
      ]}
    />
  );
}

/** The code that people on the floor say, as on every page. */
function AssetPlate({ asset }: { readonly asset: TwinSummary }): ReactNode {
  const code = asset.assetCode ?? asset.idShort;
  return code === undefined ? null : <Plate code={code} />;
}

/** The twins that match what is typed; the node searches, so that their number doesn't matter. */
function useAssets(words: string, isOpen: boolean): readonly TwinSummary[] {
  const { data } = useQuery({
    queryKey: ['twins', 'palette', words],
    enabled: isOpen && words !== '',
    queryFn: async ({ signal }): Promise<readonly TwinSummary[]> => {
      const query = new URLSearchParams({ q: words, limit: String(assetsMax) });
      const response = await fetch(`/api/node/v1/twins?${query}`, { signal });
      if (!response.ok) return [];
      return (await response.json()).items;
    },
  });
  return words === '' ? [] : (data ?? []);
}
