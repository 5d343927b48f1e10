/** The page of parts: numbers, buttons, choice, tabs, fields. */

import { type ReactNode, useState } from 'react';
import { useLanguage } from '../../language/provider.tsx';
import { Button, IconButton } from '../button.tsx';
import { Checkbox, Radios } from '../checkbox.tsx';
import { Choice } from '../choice.tsx';
import { Field } from '../field.tsx';
import { Module } from '../module.tsx';
import { NumberTile } from '../number-tile.tsx';
import { Combobox, Select } from '../select.tsx';
import { Tabs } from '../tabs.tsx';

export function NumberModule(): ReactNode {
  const { t, formats } = useLanguage();
  const one = (value: number) => formats.number(value, { decimals: 1 });
  return (
    <Module title={t('show.number')}>
      <div className="tiles">
        <NumberTile value={one(71.1)} unit="%" label={t('parts.oee')} coverage={0.64} />
        <NumberTile
          value={one(44.1)}
          unit={t('show.unit.pieces-hour')}
          label={t('show.number.cobot')}
          interval={{ low: one(43.4), high: one(44.8), level: 0.95 }}
          simulated
        />
        <NumberTile
          value={formats.number(237)}
          unit="kWh"
          label={t('show.number.energy')}
          expected={{ low: formats.number(205), high: formats.number(232) }}
        />
      </div>
    </Module>
  );
}

const periods = ['shift', 'day', 'week'] as const;
const tabNames = ['overview', 'signals', 'history', 'rules'] as const;

export function ButtonsModule(): ReactNode {
  const { t } = useLanguage();
  const [period, setPeriod] = useState<(typeof periods)[number]>('shift');
  const [tab, setTab] = useState<string>('overview');
  return (
    <Module title={t('show.buttons')}>
      <div className="show-row">
        <Button kind="primary">{t('show.save')}</Button>
        <Button>{t('show.cancel')}</Button>
        <Button unavailable={t('show.simulate.why')}>{t('show.simulate')}</Button>
        <Button kind="quiet">{t('show.more')}</Button>
        <IconButton icon="undo" label={t('parts.undo')} />
        <IconButton icon="print" label={t('shell.action.print')} onClick={() => print()} />
        <Choice
          label={t('show.period')}
          options={periods.map((value) => ({ value, label: t(`show.${value}`) }))}
          value={period}
          onChange={setPeriod}
        />
      </div>
      <Tabs
        label={t('show.buttons')}
        value={tab}
        onChange={setTab}
        tabs={tabNames.map((value) => ({
          value,
          label: t(`show.tab.${value}`),
          count: value === 'signals' ? '31' : undefined,
          panel: t(`show.tab.${value}`),
        }))}
      />
    </Module>
  );
}

const distributions = ['lognormal', 'triangular', 'fixed'] as const;
const machines = ['CM-01', 'TR-02', 'TR-03', 'RT-01', 'CB-01', 'SB-01', 'LV-01', 'ST-01'] as const;

export function FieldsModule(): ReactNode {
  const { t, formats } = useLanguage();
  const [distribution, setDistribution] = useState<string>('lognormal');
  const [machine, setMachine] = useState<string>('CM-01');
  return (
    <Module title={t('show.fields')}>
      <div className="columns">
        <Field
          className="span-4"
          label={t('show.address')}
          help={t('show.address.help')}
          defaultValue="opc.tcp://10.20.4.11"
          dir="ltr"
        />
        <Field
          className="span-4"
          label={t('show.capacity')}
          error={t('show.capacity.error')}
          unit={t('show.pieces')}
          inputMode="decimal"
          defaultValue={formats.number(-2)}
        />
        <Field
          className="span-4"
          label={t('show.factor')}
          help={t('show.factor.help')}
          unit="kg/kWh"
          inputMode="decimal"
          value={formats.number(0.26)}
          readOnly
        />
        <div className="span-4">
          <Select
            label={t('show.distribution')}
            options={distributions.map((value) => ({
              value,
              label: t(`show.distribution.${value}`),
            }))}
            value={distribution}
            onChange={setDistribution}
          />
        </div>
        <div className="span-4">
          <Combobox
            label={t('show.machine')}
            options={machines.map((value) => ({ value, label: value }))}
            value={machine}
            onChange={setMachine}
          />
        </div>
        <Checks />
      </div>
    </Module>
  );
}

function Checks(): ReactNode {
  const { t } = useLanguage();
  const [nights, setNights] = useState(true);
  const [weekdays, setWeekdays] = useState(false);
  const [statistic, setStatistic] = useState<'mean' | 'median'>('mean');
  return (
    <div className="show-row">
      <Checkbox label={t('show.nights')} checked={nights} onChange={setNights} />
      <Checkbox label={t('show.weekdays')} checked={weekdays} onChange={setWeekdays} />
      <Radios
        label={t('show.statistic')}
        options={(['mean', 'median'] as const).map((value) => ({
          value,
          label: t(`show.${value}`),
        }))}
        value={statistic}
        onChange={setStatistic}
      />
    </div>
  );
}
