/** Away with a twin, alone or with its submodels: at once, and with a way back. */

import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Shell } from '#technology/twin/model';
import { useLanguage } from '../../language/provider.tsx';
import { Button } from '../../parts/button.tsx';
import { Menu } from '../../parts/menu.tsx';
import { useClient } from '../data.tsx';
import { submodelRemoval, twinRemoval } from '../editing/removal.ts';
import { SaveNotice } from '../editing/save-notice.tsx';
import { useSaves } from '../editing/use-saves.ts';
import { twinsHref } from '../links.tsx';
import type { NamedSubmodel } from './twin-tree.tsx';
import { codeOf } from './use-twin.ts';

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export function DeleteTwin(props: {
  readonly shell: Shell;
  readonly submodels: readonly NamedSubmodel[];
}): ReactNode {
  const { t } = useLanguage();
  const client = useClient();
  const navigate = useNavigate();
  const saves = useSaves(['twins']);
  const { shell } = props;
  const there = props.submodels.filter(({ metadata }) => metadata).map(({ id }) => id);
  const remove = async (submodelIds: readonly string[]) => {
    const removal = twinRemoval({ client, wait }, shell, submodelIds);
    const isGone = await saves.run({
      done: t('twins.deleted', { name: codeOf(shell) ?? shell.id }),
      write: removal.remove,
      undo: removal.restore,
    });
    if (isGone) void navigate({ to: twinsHref as string });
  };
  const items = [
    { key: 'shell', label: t('twins.delete.shell-only'), onChoose: () => void remove([]) },
    ...(there.length === 0
      ? []
      : [
          {
            key: 'all',
            label: t('twins.delete.with-submodels', { count: there.length }),
            onChoose: () => void remove(there),
          },
        ]),
  ];
  return (
    <>
      <Menu
        trigger={
          <Button kind="quiet" aria-busy={saves.state.kind === 'saving'}>
            {t('twins.delete')}
          </Button>
        }
        groups={[{ items }]}
        footnote={t('twins.delete.shared')}
      />
      <SaveNotice state={saves.state} onReload={saves.reset} onKeepMine={saves.reset} />
    </>
  );
}

export function DeleteSubmodel(props: {
  readonly shell: Shell;
  readonly submodelId: string;
  readonly name: string;
  readonly onGone: () => void;
}): ReactNode {
  const { t } = useLanguage();
  const client = useClient();
  const { shell, submodelId } = props;
  const saves = useSaves(['shell', shell.id], ['submodel', submodelId]);
  const remove = async () => {
    const removal = submodelRemoval({ client, wait }, shell, submodelId);
    const isGone = await saves.run({
      done: t('twins.deleted', { name: props.name }),
      write: removal.remove,
      undo: removal.restore,
    });
    if (isGone) props.onGone();
  };
  return (
    <>
      <Button kind="quiet" aria-busy={saves.state.kind === 'saving'} onClick={() => void remove()}>
        {t('twins.delete.submodel')}
      </Button>
      <SaveNotice state={saves.state} onReload={saves.reset} onKeepMine={saves.reset} />
    </>
  );
}
