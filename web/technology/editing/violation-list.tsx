/** Violated rules of the metamodel: where, which, and what would be right. */

import type { ReactNode } from 'react';
import type { Violation } from '#technology/twin/model';
import { useLanguage } from '../../language/provider.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Code } from '../../parts/value.tsx';
import { byPlace } from '../import/report.ts';

/** Places listed at once; of more, the rest is counted. */
const placesMax = 50;

export function ViolationList(props: {
  readonly violations: readonly Violation[];
  /** Goes to the place; without it places are only named. */
  readonly onJump?: (path: string) => void;
}): ReactNode {
  const { t } = useLanguage();
  const places = byPlace(props.violations);
  const { onJump } = props;
  if (places.length === 0) return null;
  return (
    <ul className="twin-violations">
      {places.slice(0, placesMax).map((place) => (
        <li className="twin-violation" key={place.path}>
          <Icon name="alarm" size={16} />
          <div>
            {onJump === undefined ? (
              <Code>{place.path === '' ? '/' : place.path}</Code>
            ) : (
              <button type="button" className="link" onClick={() => onJump(place.path)}>
                <Code>{place.path === '' ? '/' : place.path}</Code>
              </button>
            )}
            {place.sentences.map(({ constraint, message }) => (
              <p key={`${constraint} ${message}`}>
                <bdi lang="en" dir="ltr">
                  {message} <span className="note">{constraint}</span>
                </bdi>
              </p>
            ))}
          </div>
        </li>
      ))}
      {places.length > placesMax && (
        <li className="note">{t('twins.count.more', { count: places.length - placesMax })}</li>
      )}
    </ul>
  );
}
