/**
 * What to show where there is nothing, and where something failed. An empty place says what is
 * missing and the ways on; an error says what happened, why, the cure as steps, what still holds,
 * and keeps its code small, to copy.
 */

import { type ReactNode, useState } from 'react';
import { useLanguage } from '../language/provider.tsx';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-shapes.ts';
import { Mark } from './mark.tsx';
import { Module } from './module.tsx';
import './notice.css';
import { StarPattern } from './star-pattern.tsx';

export interface WayOn {
  readonly title: ReactNode;
  readonly sentence?: ReactNode;
  readonly mark?: ReactNode;
  readonly href?: string;
  readonly onChoose?: () => void;
}

export function Empty(props: {
  /** What is missing. */
  readonly title: string;
  readonly sentence: ReactNode;
  /** At most three. */
  readonly ways?: readonly WayOn[];
  /** Without the pattern beside it, for a place inside a page. */
  readonly compact?: boolean;
}): ReactNode {
  const Heading = props.compact ? 'h2' : 'h1';
  return (
    <div className="empty" data-compact={props.compact || undefined}>
      <div className="empty-words">
        <Mark size={props.compact ? 40 : 72} />
        <Heading className="empty-title">{props.title}</Heading>
        <p className="empty-sentence">{props.sentence}</p>
        {props.ways !== undefined && props.ways.length > 0 && (
          <ul className="empty-ways">
            {props.ways.slice(0, 3).map((way, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the ways are fixed
              <li key={index}>
                <Way way={way} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {props.compact !== true && <StarPattern />}
    </div>
  );
}

function Way({ way }: { readonly way: WayOn }): ReactNode {
  const content = (
    <>
      <span className="way-words">
        <span className="way-title">
          {way.title} {way.mark}
        </span>
        {way.sentence !== undefined && <span className="way-sentence">{way.sentence}</span>}
      </span>
      <Icon name="go" />
    </>
  );
  return way.href === undefined ? (
    <button type="button" className="way" onClick={way.onChoose}>
      {content}
    </button>
  ) : (
    <a className="way" href={way.href}>
      {content}
    </a>
  );
}

export interface ErrorNoticeProps {
  /** What happened. */
  readonly title: string;
  /** Why, in one sentence. */
  readonly why?: ReactNode;
  readonly icon?: IconName;
  /** The cure, ending in a button. */
  readonly steps?: readonly ReactNode[];
  /** What still holds. */
  readonly holds?: readonly ReactNode[];
  readonly code?: string;
  readonly request?: string;
}

export function ErrorNotice(props: ErrorNoticeProps): ReactNode {
  const { t } = useLanguage();
  const aside = (props.holds?.length ?? 0) > 0 || props.code !== undefined;
  return (
    <div className="error-notice" role="alert">
      <div className="error-main">
        <Icon name={props.icon ?? 'alarm'} size={24} />
        <div className="error-words">
          <h2 className="error-title">{props.title}</h2>
          {props.why !== undefined && <p className="error-why">{props.why}</p>}
          {props.steps !== undefined && (
            <ol className="error-steps">
              {props.steps.map((step, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the steps are fixed
                <li key={index}>
                  <div>{step}</div>
                </li>
              ))}
            </ol>
          )}
        </div>
      </div>
      {aside && (
        <div className="error-aside">
          {props.holds !== undefined && props.holds.length > 0 && (
            <Module title={t('parts.error.holds')}>
              <ul className="error-holds">
                {props.holds.map((each, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed
                  <li key={index}>{each}</li>
                ))}
              </ul>
            </Module>
          )}
          {props.code !== undefined && <Support code={props.code} request={props.request} />}
        </div>
      )}
    </div>
  );
}

function Support(props: { readonly code: string; readonly request?: string }): ReactNode {
  const { t } = useLanguage();
  const [copied, setCopied] = useState(false);
  const text = [props.code, props.request].filter((part) => part !== undefined).join('\n');
  const copy = () => navigator.clipboard?.writeText(text).then(() => setCopied(true));
  return (
    <Module
      title={t('parts.error.support')}
      tone="quiet"
      note={
        <button type="button" className="link" onClick={copy}>
          {copied ? t('parts.copied') : t('parts.copy')}
        </button>
      }
    >
      <pre className="error-code" dir="ltr">
        {text}
      </pre>
    </Module>
  );
}
