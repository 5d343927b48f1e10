/** The page of parts: table, tree, state strips, OEE, chart. */

import { type ReactNode, useState } from 'react';
import { useLanguage } from '../../language/provider.tsx';
import { Chart } from '../chart.tsx';
import { type MachineState, machineStates, StateName } from '../machine-state.tsx';
import { UnreviewedMark } from '../marks.tsx';
import { Module } from '../module.tsx';
import { OeeEquation } from '../oee-equation.tsx';
import { Plate } from '../plate.tsx';
import { Sparkline } from '../sparkline.tsx';
import { StateStrip } from '../state-strip.tsx';
import { type Column, type Sorting, Table } from '../table.tsx';
import { Tree } from '../tree.tsx';
import type { TreeItem } from '../tree-model.ts';
import { at, lastHour, morning, rise, shift, wander } from './samples.ts';

interface Machine {
  readonly code: string;
  readonly state: MachineState;
  readonly minutes: number;
  readonly oee: number;
  readonly powerKw: number;
  readonly gap?: readonly [number, number];
}

const machines: readonly Machine[] = [
  { code: 'TR-03', state: 'run', minutes: 108, oee: 77.9, powerKw: 7.4 },
  { code: 'CM-01', state: 'run', minutes: 26, oee: 70.1, powerKw: 11.8, gap: [18, 26] },
  { code: 'RT-01', state: 'setup', minutes: 21, oee: 61, powerKw: 2.2 },
];

export function TableModule(): ReactNode {
  const { t, formats } = useLanguage();
  const [sorting, setSorting] = useState<Sorting>({ key: 'oee', descending: true });
  const one = (value: number) => formats.number(value, { decimals: 1 });
  const columns: readonly Column<Machine>[] = [
    {
      key: 'code',
      head: t('show.code'),
      cell: (row) => <Plate code={row.code} />,
      isName: true,
      width: '14%',
    },
    {
      key: 'state',
      head: t('parts.state'),
      cell: (row) => (
        <StateName state={row.state}>{t('parts.minutes', { minutes: row.minutes })}</StateName>
      ),
    },
    {
      key: 'oee',
      head: <bdi dir="ltr">OEE %</bdi>,
      cell: (row) => one(row.oee),
      numeric: true,
      sortable: true,
    },
    { key: 'power', head: 'kW', cell: (row) => one(row.powerKw), numeric: true, sortable: true },
    {
      key: 'trend',
      head: t('show.last-hour'),
      cell: (row) => (
        <Sparkline samples={wander(row.minutes, row.powerKw, 1, row.gap)} {...lastHour} />
      ),
      hideBelow: 480,
      width: '30%',
    },
  ];
  const figureOf = (row: Machine) => (sorting.key === 'oee' ? row.oee : row.powerKw);
  const rows = [...machines].sort(
    (a, b) => (figureOf(a) - figureOf(b)) * (sorting.descending ? -1 : 1),
  );
  return (
    <Module title={t('show.table')}>
      <Table
        label={t('show.table')}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.code}
        sorting={sorting}
        onSort={setSorting}
        selectedKey="CM-01"
      />
      <ShowTree />
    </Module>
  );
}

function ShowTree(): ReactNode {
  const { t } = useLanguage();
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set(['data']));
  const [selected, setSelected] = useState('data/bearing');
  const items = useTreeItems();
  return (
    <Tree
      label={t('show.tree.data')}
      items={items}
      expanded={expanded}
      onToggle={(key, open) => {
        const next = new Set(expanded);
        if (open) next.add(key);
        else next.delete(key);
        setExpanded(next);
      }}
      selectedKey={selected}
      onSelect={(item) => setSelected(item.key)}
      heads={{
        name: t('show.element'),
        value: t('show.value'),
        trend: t('show.last-hour'),
        age: t('show.age'),
      }}
    />
  );
}

function useTreeItems(): readonly TreeItem[] {
  const { t, formats, reviewed } = useLanguage();
  const mark = reviewed ? undefined : <UnreviewedMark />;
  return [
    {
      key: 'data',
      label: t('show.tree.data'),
      idShort: 'OperationalData',
      strong: true,
      mark,
      children: [
        {
          key: 'data/spindle',
          label: t('show.tree.spindle'),
          idShort: 'SpindleSpeed',
          value: formats.number(8240),
          unit: '1/min',
          trend: <Sparkline samples={wander(7, 8240, 200)} {...lastHour} />,
          age: t('parts.age.seconds', { n: 1 }),
        },
        {
          key: 'data/bearing',
          label: t('show.tree.bearing'),
          idShort: 'FrontBearingTemperature',
          value: formats.number(61.4),
          unit: '°C',
          abnormal: true,
          trend: <Sparkline samples={rise(3, 54, 0.4, 39, 7)} {...lastHour} tone="amber" />,
          age: t('parts.age.seconds', { n: 2 }),
        },
        {
          key: 'data/coolant',
          label: t('show.tree.coolant'),
          idShort: 'CoolantFlow',
          value: null,
          unit: 'l/min',
          trend: <Sparkline samples={wander(9, 12, 1).slice(0, 46)} {...lastHour} />,
          age: t('parts.age.minutes', { n: 14 }),
        },
      ],
    },
    {
      key: 'nameplate',
      label: t('show.tree.nameplate'),
      idShort: 'Nameplate',
      strong: true,
      children: [],
      note: t('show.tree.elements', { count: 19 }),
    },
  ];
}

export function StripsModule(): ReactNode {
  const { t } = useLanguage();
  const segments = morning({
    setup: t('show.strip.setup'),
    break: t('show.strip.break'),
    tool: t('show.strip.tool'),
  });
  return (
    <Module title={t('show.strips')}>
      <div className="stack">
        <StateStrip label="CM-01" segments={segments} {...shift} height={48} axis />
        <StateStrip label="CM-01" segments={segments} {...shift} height={16} />
        <StateStrip label="CM-01" segments={segments} {...shift} height={12} />
        <div className="show-row">
          {[...machineStates, 'none' as const].map((state) => (
            <StateName key={state} state={state} />
          ))}
        </div>
      </div>
    </Module>
  );
}

export function OeeModule(): ReactNode {
  const { t } = useLanguage();
  return (
    <OeeEquation
      availability={{ share: 0.812, coverage: 0.99, fraction: t('show.oee.time') }}
      performance={{ share: 0.899, coverage: 0.92, fraction: t('show.oee.pieces') }}
      quality={{ share: 0.961, coverage: 0.64, fraction: t('show.oee.good') }}
    />
  );
}

export function ChartModule(): ReactNode {
  const { t, formats } = useLanguage();
  const samples = rise(5, 29, 2.2, 44, 12).map((sample, minute) =>
    minute >= 25 && minute < 31 ? { ...sample, value: null } : sample,
  );
  const last = samples.at(-1)?.value ?? 0;
  return (
    <Module title={t('show.chart')} note={t('show.chart.note')} className="span-6">
      <Chart
        label={t('show.chart.note')}
        {...lastHour}
        include={[20, 40]}
        series={[
          {
            label: `${formats.number(last, { decimals: 1 })}\u00a0kW`,
            samples,
            abnormalFromMs: at(11, 27),
          },
        ]}
        bands={[
          {
            label: t('show.expected'),
            points: [
              { atMs: lastHour.fromMs, low: 26, high: 33 },
              { atMs: lastHour.toMs, low: 26, high: 33 },
            ],
          },
        ]}
      />
    </Module>
  );
}
