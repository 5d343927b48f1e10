/** Technical data as a data sheet: sections with their properties, classification, statements. */

import type { ReactNode } from 'react';
import type { Submodel } from '#technology/twin/model';
import { useLanguage } from '../../language/provider.tsx';
import { Module } from '../../parts/module.tsx';
import { Empty } from '../../parts/notice.tsx';
import { Code } from '../../parts/value.tsx';
import { useClient } from '../data.tsx';
import { readTechnicalData, type SheetLine } from '../reading/technical-data.ts';
import { ElementName, ElementUnit, ElementValue } from './element-cells.tsx';
import { Facts } from './facts.tsx';
import { dayText, LocalisedText } from './text.tsx';

interface Section {
  readonly path: string;
  readonly head: Extract<SheetLine, { kind: 'section' }> | undefined;
  readonly facts: readonly Extract<SheetLine, { kind: 'fact' }>[];
}

export function TechnicalView({ submodel }: { readonly submodel: Submodel }): ReactNode {
  const speech = useLanguage();
  const { t, language } = speech;
  const data = readTechnicalData(submodel, language);
  const sections = sectionsOf(data.sheet);
  if (sections.length === 0 && data.general.length === 0) {
    return (
      <Empty compact title={t('twins.technical.none')} sentence={t('twins.view.none-sentence')} />
    );
  }
  return (
    <div className="twin-columns">
      <div className="twin-stack">
        {sections.map((section) => (
          <SheetSection key={section.path} submodelId={submodel.id} section={section} />
        ))}
      </div>
      <div className="twin-stack">
        <Images submodelId={submodel.id} paths={data.images.map((image) => image.path)} />
        <Module title={t('twins.technical.general')} level={3}>
          <Facts
            lines={data.general
              .filter(({ element }) => element.modelType !== 'File')
              .map(({ element, path }) => ({
                key: path,
                name: <ElementName element={element} />,
                value: <ElementValue submodelId={submodel.id} path={path} element={element} />,
              }))}
          />
        </Module>
        {data.classifications.length > 0 && (
          <Module title={t('twins.technical.classification')} level={3}>
            <Facts
              lines={data.classifications.map((each) => ({
                key: each.classId,
                name: [each.system, each.version].filter(Boolean).join(' '),
                note: each.className && <LocalisedText of={each.className} />,
                value: <Code>{each.classId}</Code>,
              }))}
            />
          </Module>
        )}
        {data.statements.map((statement) => (
          <p className="twin-statement" key={statement.text}>
            <LocalisedText of={statement} />
          </p>
        ))}
        {data.validDate !== undefined && (
          <p className="note">
            {t('twins.technical.valid', { date: dayText(data.validDate, speech) })}
          </p>
        )}
      </div>
    </div>
  );
}

function SheetSection(props: {
  readonly submodelId: string;
  readonly section: Section;
}): ReactNode {
  const { t } = useLanguage();
  const { head, facts } = props.section;
  const title =
    head === undefined ? t('twins.technical.properties') : <ElementName element={head.element} />;
  return (
    <Module title={title} level={3} tone={(head?.depth ?? 0) > 0 ? 'quiet' : 'plain'}>
      <Facts
        lines={facts.map(({ element, path }) => ({
          key: path,
          name: <ElementName element={element} />,
          value: (
            <>
              <ElementValue submodelId={props.submodelId} path={path} element={element} />{' '}
              <bdi dir="ltr" className="twin-unit">
                <ElementUnit element={element} />
              </bdi>
            </>
          ),
        }))}
      />
    </Module>
  );
}

/** The sheet cut at its headings; a heading without properties of its own keeps its place. */
function sectionsOf(sheet: readonly SheetLine[]): readonly Section[] {
  const sections: { path: string; head: Section['head']; facts: Section['facts'][number][] }[] = [];
  for (const line of sheet) {
    if (line.kind === 'section') {
      sections.push({ path: line.path, head: line, facts: [] });
    } else {
      if (sections.length === 0) sections.push({ path: '', head: undefined, facts: [] });
      sections.at(-1)?.facts.push(line);
    }
  }
  return sections;
}

function Images(props: {
  readonly submodelId: string;
  readonly paths: readonly string[];
}): ReactNode {
  const client = useClient();
  return props.paths.map((path) => (
    <img
      key={path}
      className="twin-thumbnail"
      src={client.fileUrl(props.submodelId, path)}
      alt=""
    />
  ));
}
