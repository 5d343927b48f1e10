/** Above the list of twins: words, kind of asset, and a submodel that a twin must have. */

import type { ReactNode } from 'react';
import { knownSubmodels } from '#technology/twin/model';
import { useLanguage } from '../../language/provider.tsx';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/select.tsx';
import { type Asking, assetKinds } from './asked.ts';

/** The choice that asks for nothing; a select has no empty value. */
const any = 'any';

export function TwinsFilter(props: {
  readonly asking: Asking;
  /** How many were found, once that is known. */
  readonly found: string;
}): ReactNode {
  const { t, language } = useLanguage();
  const { asked, words, setWords, ask } = props.asking;
  const submodels = knownSubmodels
    .map((value) => ({ value, label: t(`twins.known.${value}`) }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
  return (
    <search className="twins-search">
      <Field
        className="twins-words"
        label={t('twins.search')}
        type="search"
        value={words}
        placeholder={t('twins.search.hint')}
        onChange={(event) => setWords(event.target.value)}
      />
      <Select
        label={t('twins.links.kind')}
        value={asked.kind ?? any}
        onChange={(value) => ask({ kind: assetKinds.find((kind) => kind === value) })}
        options={[
          { value: any, label: t('twins.filter.any-kind') },
          ...assetKinds.map((value) => ({ value, label: t(`twins.links.kind.${value}`) })),
        ]}
      />
      <Select
        label={t('twins.filter.submodel')}
        value={asked.has ?? any}
        onChange={(value) => ask({ has: knownSubmodels.find((known) => known === value) })}
        options={[{ value: any, label: t('twins.filter.any-submodel') }, ...submodels]}
      />
      <p className="note" role="status">
        {props.found}
      </p>
    </search>
  );
}
