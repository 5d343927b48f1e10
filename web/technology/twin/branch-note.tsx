/**
 * What a closed submodel holds, in a few words: documents, kilograms of CO₂e, or how many elements.
 */

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { KnownSubmodel } from '#technology/twin/model';
import { useLanguage } from '../../language/provider.tsx';
import { countQuery, submodelQuery, useClient } from '../data.tsx';
import { readCarbonFootprint } from '../reading/carbon-footprint.ts';
import { readDocuments } from '../reading/documents.ts';
import { MassText } from './mass.tsx';

export function BranchNote(props: {
  readonly id: string;
  readonly known: KnownSubmodel | undefined;
}): ReactNode {
  if (props.known === 'handover-documentation' || props.known === 'carbon-footprint') {
    return <ContentNote id={props.id} known={props.known} />;
  }
  return <CountNote id={props.id} />;
}

function CountNote({ id }: { readonly id: string }): ReactNode {
  const { t } = useLanguage();
  const { data } = useQuery(countQuery(useClient(), id));
  return data === undefined ? null : t('twins.count.elements', { count: data });
}

function ContentNote(props: {
  readonly id: string;
  readonly known: 'handover-documentation' | 'carbon-footprint';
}): ReactNode {
  const { t, language } = useLanguage();
  const { data } = useQuery(submodelQuery(useClient(), props.id));
  if (data === undefined) return null;
  if (props.known === 'handover-documentation') {
    const count = readDocuments(data.value, language).length;
    return t('twins.count.documents', { count });
  }
  const { totalKg, footprints } = readCarbonFootprint(data.value);
  if (totalKg !== undefined) return <MassText massKg={totalKg} />;
  return t('twins.count.footprints', { count: footprints.length });
}
