/**
 * The machines on the first page: the plate, the name, and the first values of the submodel that
 * moves, with their last minutes. A machine that sends nothing says how many submodels it has.
 */

import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useSyncExternalStore } from 'react';
import { useLanguage } from '../language/provider.tsx';
import { SimulatedMark } from '../parts/marks.tsx';
import { Plate } from '../parts/plate.tsx';
import type { TwinSummary } from '../technology/client.ts';
import { shellQuery, submodelQuery, useClient, useLiveValues } from '../technology/data.tsx';
import { TwinLink } from '../technology/links.tsx';
import { pickText } from '../technology/reading/localise.ts';
import { isSimulated } from '../technology/reading/simulated.ts';
import { walk } from '../technology/reading/tree.ts';
import {
  ElementAge,
  ElementName,
  type ElementPlace,
  ElementTrend,
  ElementUnit,
  ElementValue,
} from '../technology/twin/element-cells.tsx';
import { codeOf, submodelIdsOf } from '../technology/twin/use-twin.ts';

/** Values shown of one machine. */
const valuesMax = 3;

export function HomeMachines(props: { readonly twins: readonly TwinSummary[] }): ReactNode {
  return (
    <ul className="home-machines">
      {props.twins.map((twin) => (
        <Machine key={twin.id} twin={twin} />
      ))}
    </ul>
  );
}

function Machine({ twin }: { readonly twin: TwinSummary }): ReactNode {
  const { t, language } = useLanguage();
  const { data } = useQuery(shellQuery(useClient(), twin.id));
  const shell = data?.value;
  const name = pickText(twin.displayName, language)?.text ?? twin.idShort ?? twin.id;
  const code = shell === undefined ? twin.idShort : codeOf(shell);
  const moving = useMovingSubmodel(submodelIdsOf(shell));
  return (
    <li className="home-machine">
      <div className="home-machine-name">
        {code !== undefined && <Plate code={code} />}
        <TwinLink id={twin.id}>{name}</TwinLink>
        {isSimulated(shell) && <SimulatedMark />}
      </div>
      {moving === undefined ? (
        <p className="note home-machine-quiet">
          {t('home.submodels', { count: twin.submodelCount })}
        </p>
      ) : (
        <MovingValues submodelId={moving} />
      )}
    </li>
  );
}

/** The first of these submodels that received a value since the page was opened. */
function useMovingSubmodel(ids: readonly string[]): string | undefined {
  const live = useLiveValues();
  return useSyncExternalStore(
    (listener) => live.subscribeAny(listener),
    () => ids.find((id) => live.moves(id)),
  );
}

function MovingValues({ submodelId }: { readonly submodelId: string }): ReactNode {
  const { data } = useQuery(submodelQuery(useClient(), submodelId));
  // The submodel's own order, so that the first page shows the same values at every visit.
  const places: readonly ElementPlace[] = [...walk(data?.value.submodelElements ?? [])].map(
    ({ path, element }) => ({ submodelId, path, element }),
  );
  const shown = places.filter(({ element }) => isNumeric(element)).slice(0, valuesMax);
  return (
    <ul className="home-values">
      {shown.map((place) => (
        <li key={place.path} className="home-value">
          <span className="home-value-name note">
            <ElementName element={place.element} />
          </span>
          <span className="home-value-now">
            <bdi dir="ltr">
              <b>
                <ElementValue {...place} />
              </b>{' '}
              <span className="value-unit">
                <ElementUnit element={place.element} />
              </span>
            </bdi>
            <ElementTrend {...place} />
            <span className="note">
              <ElementAge {...place} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function isNumeric(element: ElementPlace['element']): boolean {
  return (
    element.modelType === 'Property' &&
    /^xs:(double|float|decimal|int|integer|long|short|byte|unsigned\w+)$/i.test(element.valueType)
  );
}
