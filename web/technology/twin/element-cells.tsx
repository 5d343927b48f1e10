/**
 * The cells of one element's row: its name in the reader's language, its value as it changes, its
 * unit, the line of what was seen since the page opened, and its age. Each cell listens for itself,
 * so that a moving value redraws one cell and not the tree.
 */

import type { ReactNode } from 'react';
import type { HasSemantics, Referable, SubmodelElement } from '#technology/twin/model';
import { useLanguage } from '../../language/provider.tsx';
import { Sparkline } from '../../parts/sparkline.tsx';
import { useConcept, useLiveValue, useLiveValues, useNow, useOpenedAtMs } from '../data.tsx';
import { conceptIdOf } from '../reading/concept.ts';
import { isStale } from '../reading/live.ts';
import { nameOf } from '../reading/localise.ts';
import { rowKey } from '../reading/tree.ts';
import { unitOf } from '../reading/unit.ts';
import { shownValue, withValue } from '../reading/value.ts';
import { ageText, LocalisedText, ValueText } from './text.tsx';

export interface ElementPlace {
  readonly submodelId: string;
  readonly path: string;
  readonly element: SubmodelElement;
}

/** The longest stretch a sparkline shows, in milliseconds. */
const trendMs = 10 * 60_000;

/** Its name; an element of a list is called by its position where it has no name. */
export function ElementName(props: {
  readonly element: Referable & HasSemantics;
  readonly position?: number;
}): ReactNode {
  const { language, t } = useLanguage();
  const concept = useConcept(conceptIdOf(props.element));
  const isListed = props.element.idShort === undefined;
  const name = nameOf(props.element, language, isListed ? undefined : concept);
  if (name !== undefined) return <LocalisedText of={name} />;
  return <>{t('twins.list-item', { position: (props.position ?? 0) + 1 })}</>;
}

export function ElementUnit({ element }: { readonly element: SubmodelElement }): ReactNode {
  const concept = useConcept(conceptIdOf(element));
  const unit = unitOf(element, concept);
  return unit === undefined ? null : <UnitText unit={unit} />;
}

/** CO2e is written with its subscript. */
function UnitText({ unit }: { readonly unit: string }): ReactNode {
  const at = unit.indexOf('CO2');
  if (at < 0) return unit;
  return (
    <>
      {unit.slice(0, at)}CO<sub>2</sub>
      {unit.slice(at + 3)}
    </>
  );
}

/** The value now: the last that arrived, or the stored one; "no data" when it has grown too old. */
export function ElementValue({ submodelId, path, element }: ElementPlace): ReactNode {
  const { language, t } = useLanguage();
  const live = useLiveValue(rowKey(submodelId, path));
  const all = useLiveValues();
  const now = useNow();
  if (live !== undefined && isStale(live, now, all.newestAtMs([submodelId]))) {
    return <span className="twin-no-data">{t('parts.no-data')}</span>;
  }
  const current = live === undefined ? element : withValue(element, live.value);
  const value = shownValue(current, language);
  if (value.kind === 'none' && all.moves(submodelId) && element.modelType === 'Property') {
    return <span className="twin-no-data">{t('parts.no-data')}</span>;
  }
  return (
    <span className="twin-value">
      <ValueText of={value} />
    </span>
  );
}

export function ElementTrend({ submodelId, path }: Omit<ElementPlace, 'element'>): ReactNode {
  const live = useLiveValue(rowKey(submodelId, path));
  const openedAtMs = useOpenedAtMs();
  const now = useNow();
  const samples = live?.samples ?? [];
  if (samples.filter((sample) => sample.value !== null).length < 2) return null;
  return <Sparkline samples={samples} fromMs={Math.max(openedAtMs, now - trendMs)} toMs={now} />;
}

export function ElementAge({ submodelId, path }: Omit<ElementPlace, 'element'>): ReactNode {
  const speech = useLanguage();
  const live = useLiveValue(rowKey(submodelId, path));
  const now = useNow();
  return live === undefined ? null : <bdi>{ageText(now - live.atMs, speech)}</bdi>;
}
