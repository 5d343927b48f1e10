/** The page of parts: what lies above the page, and what stands where there is nothing. */

import { type ReactNode, useState } from 'react';
import { useLanguage } from '../../language/provider.tsx';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { DropZone } from '../drop-zone.tsx';
import { Mark } from '../mark.tsx';
import { SimulatedMark } from '../marks.tsx';
import { matchesWords } from '../match.ts';
import { Module } from '../module.tsx';
import { Empty, ErrorNotice } from '../notice.tsx';
import { PaletteContent } from '../palette.tsx';
import { Plate } from '../plate.tsx';
import { Progress } from '../progress.tsx';
import { Steps } from '../steps.tsx';
import { useToast } from '../toast.tsx';
import { Code } from '../value.tsx';

export function CommandsModule(): ReactNode {
  const { t } = useLanguage();
  const [words, setWords] = useState('');
  const nothing = () => {};
  const groups = [
    {
      label: t('shell.palette.pages'),
      commands: [
        {
          key: 'cobot',
          label: t('show.command.cobot'),
          note: <Plate code="CB-01" />,
          onChoose: nothing,
        },
        { key: 'decision', label: t('show.command.decision'), onChoose: nothing },
      ],
    },
    {
      label: t('shell.palette.actions'),
      commands: [{ key: 'study', label: t('show.command.study'), note: 'N C', onChoose: nothing }],
    },
  ].map((group) => ({
    ...group,
    commands: group.commands.filter((command) => matchesWords(command.label, words)),
  }));
  return (
    <Module title={t('show.commands')} className="span-6">
      <div className="palette-frame">
        <PaletteContent open words={words} onWords={setWords} onClose={nothing} groups={groups} />
      </div>
    </Module>
  );
}

export function StepsModule(): ReactNode {
  const { t } = useLanguage();
  return (
    <Module title={t('show.steps')} className="span-6">
      <Steps
        label={t('show.steps')}
        current={2}
        steps={[
          { name: t('show.step.find'), fact: t('show.step.find.fact') },
          { name: t('show.step.choose'), fact: 'CM-01' },
          { name: t('show.step.match'), fact: t('show.step.match.fact') },
          { name: t('show.step.check') },
        ]}
      />
    </Module>
  );
}

export function ToastModule(): ReactNode {
  const { t } = useLanguage();
  const toast = useToast();
  return (
    <Module title={t('show.toast')} className="span-6">
      <Button onClick={() => toast(t('show.toast.sentence'), () => {})}>
        {t('show.toast.button')}
      </Button>
    </Module>
  );
}

export function WaitingModule(): ReactNode {
  const { t } = useLanguage();
  const [done, setDone] = useState(26);
  return (
    <Module title={t('show.waiting')} className="span-6">
      <div className="show-row">
        <Mark size={40} turning />
        <span className="note">{t('show.waiting.turn')}</span>
      </div>
      <Progress label={t('show.waiting')} share={done / 40} onStop={() => setDone(0)}>
        {t('show.progress', { done, all: 40 })}
      </Progress>
    </Module>
  );
}

export function DialogModule(): ReactNode {
  const { t } = useLanguage();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <Module title={t('show.dialog')}>
      <div className="stack">
        <DropZone sentence={t('show.drop')} action={t('show.drop.choose')} onFiles={() => {}} />
        <div className="show-row">
          <Button onClick={() => setOpen(true)}>{t('show.dialog.open')}</Button>
        </div>
      </div>
      <Dialog
        open={open}
        onClose={close}
        title={t('show.dialog.title')}
        sentence={t('show.dialog.sentence')}
        actions={
          <>
            <Button kind="primary" onClick={close}>
              {t('show.dialog.erase')}
            </Button>
            <Button onClick={close}>{t('show.cancel')}</Button>
          </>
        }
      />
    </Module>
  );
}

export function EmptyModule(): ReactNode {
  const { t } = useLanguage();
  return (
    <Module title={t('show.empty')}>
      <Empty
        compact
        title={t('show.empty.title')}
        sentence={t('show.empty.sentence')}
        ways={[
          {
            title: t('home.empty.import'),
            sentence: t('home.empty.import-note'),
            mark: <SimulatedMark />,
            href: '/technology/import',
          },
        ]}
      />
    </Module>
  );
}

export function ErrorModule(): ReactNode {
  const { t } = useLanguage();
  return (
    <Module title={t('show.error')}>
      <ErrorNotice
        icon="plug"
        title={t('show.error.title')}
        why={t('show.error.why')}
        steps={[
          <>
            {t('show.error.step')}
            <p className="show-fingerprint">
              <Code>4F 2A 91 C7 E0 13 5B 88</Code>
            </p>
          </>,
          <Button key="accept" kind="primary">
            {t('show.error.accept')}
          </Button>,
        ]}
        holds={[t('show.error.holds')]}
        code="connect.opcua-certificate-expired"
        request="01JPA7"
      />
    </Module>
  );
}
