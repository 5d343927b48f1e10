/** The rows of the twins' list: plate, name, asset, submodels; on a phone plate and name. */

import { type ReactNode, useMemo } from 'react';
import { type Speech, useLanguage } from '../../language/provider.tsx';
import { Checkbox } from '../../parts/checkbox.tsx';
import { Plate } from '../../parts/plate.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { Code } from '../../parts/value.tsx';
import type { TwinSummary } from '../client.ts';
import { TwinLink } from '../links.tsx';
import { pickText } from '../reading/localise.ts';
import { LocalisedText } from '../twin/text.tsx';
import { selectedMax } from './twins-page.tsx';

export function TwinsTable(props: {
  readonly rows: readonly TwinSummary[];
  readonly total: number;
  readonly onNearEnd: () => void;
  readonly selected: ReadonlySet<string>;
  readonly onSelected: (selected: ReadonlySet<string>) => void;
}): ReactNode {
  const speech = useLanguage();
  const { selected, onSelected } = props;
  const columns = useMemo(
    () => columnsOf(speech, selected, onSelected),
    [speech, selected, onSelected],
  );
  return (
    <Table
      label={speech.t('technology.twins')}
      columns={columns}
      rows={props.rows}
      keyOf={(twin) => twin.id}
      rowHeight={44}
      long={{ total: props.total, onNearEnd: props.onNearEnd }}
    />
  );
}

function columnsOf(
  speech: Speech,
  selected: ReadonlySet<string>,
  onSelected: (selected: ReadonlySet<string>) => void,
): readonly Column<TwinSummary>[] {
  const { t, language } = speech;
  return [
    {
      key: 'selected',
      head: <span className="visually-hidden">{t('twins.select')}</span>,
      width: '2.25rem',
      hideBelow: 480,
      cell: (twin) => (
        <Checkbox
          label={
            <span className="visually-hidden">{t('twins.select-one', { name: codeOf(twin) })}</span>
          }
          checked={selected.has(twin.id)}
          disabled={!selected.has(twin.id) && selected.size >= selectedMax}
          onChange={(checked) => onSelected(withOne(selected, twin.id, checked))}
        />
      ),
    },
    {
      key: 'code',
      head: t('twins.column.code'),
      width: '9rem',
      cell: (twin) =>
        twin.assetCode === undefined && twin.idShort === undefined ? null : (
          <Plate code={codeOf(twin)} />
        ),
    },
    {
      key: 'name',
      head: t('twins.column.name'),
      isName: true,
      cell: (twin) => {
        const name = pickText(twin.displayName, language);
        return (
          <TwinLink id={twin.id}>
            {name === undefined ? (
              <bdi dir="ltr">{twin.idShort ?? twin.id}</bdi>
            ) : (
              <LocalisedText of={name} />
            )}
          </TwinLink>
        );
      },
    },
    ...particularColumns(speech),
  ];
}

/** What a narrow table leaves out. */
function particularColumns({ t, formats }: Speech): readonly Column<TwinSummary>[] {
  return [
    {
      key: 'asset',
      head: t('twins.column.asset'),
      hideBelow: 720,
      cell: (twin) =>
        twin.globalAssetId === undefined ? null : (
          <span className="twins-asset">
            <Code>{twin.globalAssetId}</Code>
          </span>
        ),
    },
    {
      key: 'kind',
      head: t('twins.column.kind'),
      hideBelow: 960,
      width: '10rem',
      cell: (twin) => kindName(twin.assetKind, t),
    },
    {
      key: 'submodels',
      head: t('twins.submodels'),
      numeric: true,
      width: '6rem',
      hideBelow: 480,
      cell: (twin) => formats.number(twin.submodelCount),
    },
  ];
}

function codeOf(twin: TwinSummary): string {
  return twin.assetCode ?? twin.idShort ?? twin.id;
}

function kindName(kind: string, t: Speech['t']): string {
  const known = (['Instance', 'Type', 'Role', 'NotApplicable'] as const).find((k) => k === kind);
  return known === undefined ? kind : t(`twins.links.kind.${known}`);
}

function withOne(all: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> {
  const next = new Set(all);
  if (isIn) next.add(id);
  else next.delete(id);
  return next;
}
