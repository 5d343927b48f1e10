/** The page of parts: the mark, the marks of worth, icons, the six languages. */

import type { ReactNode } from 'react';
import { createFormats } from '../../language/formats.ts';
import { languageCodes, languages } from '../../language/languages.ts';
import { useLanguage } from '../../language/provider.tsx';
import { Coverage } from '../coverage.tsx';
import { Icon } from '../icon.tsx';
import { type IconName, icons } from '../icon-shapes.ts';
import { Mark } from '../mark.tsx';
import {
  DraftMark,
  EvidenceMark,
  evidenceLevels,
  OfflineMark,
  PolicyMark,
  SimulatedMark,
  UnreviewedMark,
} from '../marks.tsx';
import { Module } from '../module.tsx';
import { Plate } from '../plate.tsx';
import { Table } from '../table.tsx';
import { at } from './samples.ts';

const markSizes = [72, 40, 24, 16] as const;

export function MarkModule(): ReactNode {
  const { t } = useLanguage();
  return (
    <Module title={t('show.mark')} note={t('show.mark.note')}>
      <div className="show-row">
        {markSizes.map((size) => (
          <Mark key={size} size={size} />
        ))}
        <Mark size={72} plain />
      </div>
    </Module>
  );
}

export function MarksModule(): ReactNode {
  const { t } = useLanguage();
  return (
    <Module title={t('show.marks')}>
      <div className="show-row">
        <PolicyMark strength="enforced" />
        <PolicyMark strength="evidenced" />
        <PolicyMark strength="contractual" />
        <SimulatedMark />
        <span>
          {t('show.maintenance')}
          <UnreviewedMark />
        </span>
        <Plate code="CM-01" />
        <DraftMark />
      </div>
      <div className="show-row">
        {evidenceLevels.map((level) => (
          <EvidenceMark key={level} evidence={level} />
        ))}
        <Coverage share={0.91} />
        <OfflineMark waiting={14} />
      </div>
    </Module>
  );
}

export function IconsModule(): ReactNode {
  const { t } = useLanguage();
  return (
    <Module title={t('show.icons')} className="span-6">
      <ul className="show-icons">
        {(Object.keys(icons) as IconName[]).map((name) => (
          <li key={name} title={name}>
            <Icon name={name} label={name} />
          </li>
        ))}
      </ul>
    </Module>
  );
}

export function LanguagesModule(): ReactNode {
  const { t } = useLanguage();
  const rows = languageCodes.map((code) => {
    const formats = createFormats(code);
    return {
      code,
      number: formats.number(12845.5),
      small: formats.number(8240),
      percent: formats.percent(0.701),
      date: formats.date(at(11, 42)),
      plurals: languages[code].plurals.join(', '),
    };
  });
  return (
    <Module title={t('show.languages')} note={t('show.languages.note')}>
      <Table
        label={t('show.languages')}
        rows={rows}
        keyOf={(row) => row.code}
        columns={[
          {
            key: 'name',
            head: t('show.language'),
            cell: (row) => <b lang={row.code}>{languages[row.code].name}</b>,
            isName: true,
          },
          {
            key: 'number',
            head: t('show.number'),
            cell: (row) => <bdi dir="ltr">{row.number}</bdi>,
            numeric: true,
          },
          {
            key: 'small',
            head: t('show.four'),
            cell: (row) => <bdi dir="ltr">{row.small}</bdi>,
            numeric: true,
          },
          {
            key: 'percent',
            head: t('show.percent'),
            cell: (row) => <bdi dir="ltr">{row.percent}</bdi>,
            numeric: true,
          },
          {
            key: 'date',
            head: t('show.date'),
            cell: (row) => <bdi lang={row.code}>{row.date}</bdi>,
            numeric: true,
          },
          {
            key: 'plurals',
            head: t('show.plurals'),
            cell: (row) => <span className="note">{row.plurals}</span>,
            hideBelow: 720,
          },
        ]}
      />
      <p className="note">
        {[0, 1, 2, 3, 5, 11, 100].map((count) => t('show.machines', { count })).join(' · ')}
      </p>
    </Module>
  );
}
