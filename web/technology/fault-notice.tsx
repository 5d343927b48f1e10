/**
 * Failures of the node as a page shows them: what happened in the reader's language, the node's own
 * sentences, and the cure. One place, so that every page answers alike.
 */

import type { ReactNode } from 'react';
import { useLanguage } from '../language/provider.tsx';
import { Button } from '../parts/button.tsx';
import { ErrorNotice } from '../parts/notice.tsx';
import { Code } from '../parts/value.tsx';
import { type ApiFault, faultFrom } from './fault.ts';

/** Sentences listed in full; of more, the rest is counted. */
const sentencesMax = 8;

export function FaultNotice(props: {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** What happened, where the page knows better than the fault. */
  readonly title?: string;
}): ReactNode {
  const { t } = useLanguage();
  const fault = faultFrom(props.error);
  const offline = fault.status === 0;
  return (
    <ErrorNotice
      icon={offline ? 'offline' : 'alarm'}
      title={props.title ?? t(titleKey(fault))}
      why={offline ? t('twins.fault.unreachable-why') : <FaultSentences fault={fault} />}
      steps={
        props.onRetry && [
          ...(offline ? [t('twins.fault.check-node')] : []),
          <Button key="retry" kind="primary" onClick={props.onRetry}>
            {t('twins.fault.retry')}
          </Button>,
        ]
      }
      code={fault.code}
      request={fault.requestId}
    />
  );
}

function titleKey(fault: ApiFault) {
  if (fault.status === 0) return 'twins.fault.unreachable' as const;
  if (fault.status === 404) return 'twins.fault.not-found' as const;
  if (fault.status >= 500) return 'twins.fault.node' as const;
  return 'twins.fault.refused' as const;
}

/** The node's sentences, each with the place it is about. */
export function FaultSentences({ fault }: { readonly fault: ApiFault }): ReactNode {
  const { t } = useLanguage();
  if (fault.details.length < 2) {
    return (
      <bdi lang="en" dir="ltr">
        {fault.message}
      </bdi>
    );
  }
  const more = fault.details.length - sentencesMax;
  return (
    <>
      {fault.details.slice(0, sentencesMax).map((detail) => (
        <span className="twin-sentence" key={`${detail.path} ${detail.text}`}>
          {detail.path !== undefined && <Code>{detail.path}</Code>}{' '}
          <bdi lang="en" dir="ltr">
            {detail.text}
          </bdi>
        </span>
      ))}
      {more > 0 && <span className="note">{t('twins.count.more', { count: more })}</span>}
    </>
  );
}
