/**
 * A carbon footprint: the sum as a number, then each life-cycle phase as a bar that starts where
 * the one before it ended, each with its method, its amount and whether it is explained.
 */

import type { ReactNode } from 'react';
import type { Submodel } from '#technology/twin/model';
import { type Speech, useLanguage } from '../../language/provider.tsx';
import { Module } from '../../parts/module.tsx';
import { Empty } from '../../parts/notice.tsx';
import { useClient } from '../data.tsx';
import {
  type CarbonFootprint,
  type Footprint,
  readCarbonFootprint,
  spansOf,
} from '../reading/carbon-footprint.ts';
import { MassText } from './mass.tsx';
import { dayText } from './text.tsx';

export function CarbonView({ submodel }: { readonly submodel: Submodel }): ReactNode {
  const speech = useLanguage();
  const { t } = speech;
  const carbon = readCarbonFootprint(submodel);
  if (carbon.footprints.length === 0) {
    return (
      <Empty compact title={t('twins.carbon.none')} sentence={t('twins.view.none-sentence')} />
    );
  }
  return (
    <div className="twin-stack">
      {carbon.totalKg !== undefined ? (
        <p className="twin-carbon-total">
          <MassText massKg={carbon.totalKg} />
          <span className="twin-carbon-basis">{basisOf(carbon, speech)}</span>
        </p>
      ) : (
        <p className="page-sentence">{t('twins.carbon.no-sum')}</p>
      )}
      <Module title={t('twins.carbon.by-phase')} note={unitNote(carbon)} level={3}>
        <Staircase submodelId={submodel.id} carbon={carbon} />
      </Module>
    </div>
  );
}

function unitNote(carbon: CarbonFootprint): ReactNode {
  const methods = [...new Set(carbon.footprints.flatMap((each) => each.methods))];
  return <bdi dir="ltr">{methods.join(', ')}</bdi>;
}

function Staircase(props: {
  readonly submodelId: string;
  readonly carbon: CarbonFootprint;
}): ReactNode {
  const { t } = useLanguage();
  const { footprints, totalKg } = props.carbon;
  const steps = stairs(footprints, totalKg !== undefined);
  return (
    <ol className="twin-stairs">
      {footprints.map((footprint, index) => {
        const step = steps[index];
        return (
          <li className="twin-stair" key={footprint.path}>
            <span className="twin-stair-name">{phaseNames(footprint, t)}</span>
            <span className="twin-stair-mass">
              <MassText massKg={footprint.massKg} strong />
            </span>
            <span className="twin-stair-track" aria-hidden="true">
              <span
                className="twin-stair-bar"
                data-credit={footprint.massKg < 0 || undefined}
                style={{
                  insetInlineStart: `${(step?.from ?? 0) * 100}%`,
                  inlineSize: `${Math.max(0.4, (step?.share ?? 0) * 100)}%`,
                }}
              />
            </span>
            <Worth submodelId={props.submodelId} footprint={footprint} />
          </li>
        );
      })}
    </ol>
  );
}

/** What one statement is worth: by which method, for what, until when, with which proof. */
function Worth(props: { readonly submodelId: string; readonly footprint: Footprint }): ReactNode {
  const speech = useLanguage();
  const { t } = speech;
  const client = useClient();
  const { footprint } = props;
  const facts = [
    footprint.methods.length > 0
      ? t('twins.carbon.method', { method: footprint.methods.join(', ') })
      : t('twins.carbon.no-method'),
    amountOf(footprint, speech),
    footprint.published &&
      t('twins.carbon.published', { date: dayText(footprint.published, speech) }),
    footprint.expires && t('twins.carbon.expires', { date: dayText(footprint.expires, speech) }),
  ].filter((fact) => fact !== undefined && fact !== '');
  return (
    <span className="twin-worth note">
      {facts.join(' · ')}
      {' · '}
      {footprint.statementPath === undefined ? (
        t('twins.carbon.unverified')
      ) : (
        <a
          className="link"
          href={client.fileUrl(props.submodelId, footprint.statementPath)}
          target="_blank"
          rel="noreferrer"
        >
          {t('twins.carbon.statement')}
        </a>
      )}
    </span>
  );
}

function phaseNames(footprint: Footprint, t: Speech['t']): string {
  const known = spansOf(footprint.phases).map((phase) => t(`twins.carbon.phase.${phase}`));
  const all = [...known, ...footprint.otherPhases];
  return all.length === 0 ? t('twins.carbon.no-phase') : all.join(', ');
}

function amountOf(footprint: Footprint, { t, formats }: Speech): string | undefined {
  const { quantity, unit } = footprint;
  if (quantity === undefined || !Number.isFinite(quantity)) return undefined;
  if (unit === 'piece' || unit === undefined) return t('twins.carbon.pieces', { count: quantity });
  return t('twins.carbon.amount', { amount: `${formats.number(quantity)}\u00a0${unit}` });
}

function basisOf(carbon: CarbonFootprint, speech: Speech): string {
  const [first] = carbon.footprints;
  return first === undefined ? '' : (amountOf(first, speech) ?? '');
}

/** Where each bar starts and how long it is, as shares of the widest; a credit runs backwards. */
function stairs(
  footprints: readonly Footprint[],
  addsUp: boolean,
): readonly { readonly from: number; readonly share: number }[] {
  let at = 0;
  const spans = footprints.map(({ massKg }) => {
    const from = addsUp ? Math.min(at, at + massKg) : 0;
    if (addsUp) at += massKg;
    return { from, length: Math.abs(massKg) };
  });
  const low = Math.min(0, ...spans.map((span) => span.from));
  const high = Math.max(...spans.map((span) => span.from + span.length));
  const width = high - low || 1;
  return spans.map((span) => ({ from: (span.from - low) / width, share: span.length / width }));
}
