/** One file of an import: how far it is, or what came in and what was left out, by place. */

import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLanguage } from '../../language/provider.tsx';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Module } from '../../parts/module.tsx';
import { ErrorNotice } from '../../parts/notice.tsx';
import { Plate } from '../../parts/plate.tsx';
import { Progress } from '../../parts/progress.tsx';
import { shellQuery, useClient } from '../data.tsx';
import { ViolationList } from '../editing/violation-list.tsx';
import type { ApiFault } from '../fault.ts';
import { FaultSentences } from '../fault-notice.tsx';
import { TwinLink } from '../links.tsx';
import { bytesText, LocalisedText } from '../twin/text.tsx';
import { codeOf, titleOf } from '../twin/use-twin.ts';
import { useImporting } from './drop-import.tsx';
import type { CameIn, FileReport } from './report.ts';
import type { Upload } from './uploads.ts';

/** Twins linked one by one; of more, the rest is counted. */
const linksMax = 10;

export function UploadReport(props: {
  readonly upload: Upload;
  readonly onStop: () => void;
}): ReactNode {
  const speech = useLanguage();
  const { t } = speech;
  const { upload } = props;
  const { phase } = upload;
  return (
    <Module
      title={<bdi dir="ltr">{upload.name}</bdi>}
      note={<bdi dir="ltr">{bytesText(upload.sizeBytes, speech)}</bdi>}
      tone={phase.kind === 'failed' ? 'error' : 'plain'}
      icon={phase.kind === 'done' ? <Icon name="check" size={16} /> : undefined}
    >
      {(phase.kind === 'sending' || phase.kind === 'working') && (
        <Progress label={upload.name} share={shareOf(phase)} onStop={props.onStop}>
          {t(phase.kind === 'sending' ? 'twins.import.sending' : 'twins.import.working', {
            share: shareOf(phase),
          })}
        </Progress>
      )}
      {phase.kind === 'stopped' && <p>{t('twins.import.stopped')}</p>}
      {phase.kind === 'done' && <Done report={phase.report} />}
      {phase.kind === 'failed' && <Failed fault={phase.fault} report={phase.report} />}
    </Module>
  );
}

function shareOf(phase: { readonly share: number }): number {
  return Math.round(phase.share * 100) / 100;
}

function Done({ report }: { readonly report: FileReport }): ReactNode {
  const { t } = useLanguage();
  const { cameIn, violations } = report;
  return (
    <div className="stack-tight">
      <p>{cameInText(cameIn, t)}</p>
      <CameInLinks ids={cameIn.shellIds} />
      {violations.length > 0 && (
        <>
          <p className="twin-verdict">{t('twins.import.left-out', { count: violations.length })}</p>
          <ViolationList violations={violations} />
        </>
      )}
    </div>
  );
}

function cameInText(cameIn: CameIn, t: ReturnType<typeof useLanguage>['t']): string {
  return t('twins.import.came-in', {
    shells: cameIn.shells,
    submodels: cameIn.submodels,
    concepts: cameIn.concepts,
    files: cameIn.files,
  });
}

function CameInLinks({ ids }: { readonly ids: readonly string[] }): ReactNode {
  const { t, language } = useLanguage();
  const client = useClient();
  const shells = useQueries({
    queries: ids.slice(0, linksMax).map((id) => shellQuery(client, id)),
  });
  if (ids.length === 0) return null;
  return (
    <ul className="twin-links">
      {shells.map((shell, index) => {
        const id = ids[index] ?? '';
        const value = shell.data?.value;
        const code = value && codeOf(value);
        const title = value && titleOf(value, language);
        return (
          <li key={id}>
            {code !== undefined && <Plate code={code} />}
            <TwinLink id={id}>
              {title === undefined ? <bdi dir="ltr">{id}</bdi> : <LocalisedText of={title} />}
            </TwinLink>
          </li>
        );
      })}
      {ids.length > linksMax && (
        <li className="note">{t('twins.count.more', { count: ids.length - linksMax })}</li>
      )}
    </ul>
  );
}

function Failed(props: {
  readonly fault: ApiFault;
  readonly report: FileReport | undefined;
}): ReactNode {
  const { t } = useLanguage();
  const { setLenient, lenient } = useImporting();
  const { fault, report } = props;
  return (
    <div className="stack-tight">
      <ErrorNotice
        title={t(fault.status === 0 ? 'twins.fault.unreachable' : 'twins.import.refused')}
        why={<FaultSentences fault={fault} />}
        steps={
          report !== undefined && !lenient
            ? [
                t('twins.import.cure-file'),
                <Button key="lenient" onClick={() => setLenient(true)}>
                  {t('twins.import.cure-lenient')}
                </Button>,
              ]
            : [t('twins.import.cure-file')]
        }
        holds={[t('twins.import.holds')]}
        code={fault.code}
        request={fault.requestId}
      />
      {report !== undefined && <ViolationList violations={report.violations} />}
    </div>
  );
}
