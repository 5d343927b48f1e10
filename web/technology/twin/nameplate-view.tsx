/**
 * The nameplate as on the machine: its picture, its lines, its markings with their declarations.
 * The side card of a twin's overview and the view of the submodel are the same.
 */

import { type ReactNode, useState } from 'react';
import type { Submodel } from '#technology/twin/model';
import { type Speech, useLanguage } from '../../language/provider.tsx';
import { Module } from '../../parts/module.tsx';
import { useClient } from '../data.tsx';
import { readContact } from '../reading/contact.ts';
import { type Marking, type NameplateRow, readNameplate } from '../reading/nameplate.ts';
import { ContactLines } from './contact-view.tsx';
import { type FactLine, Facts } from './facts.tsx';
import { countryName, dayText, LocalisedText } from './text.tsx';

/** Lines that the side card leaves to the full view. */
const fullOnly: ReadonlySet<string> = new Set([
  'designation',
  'family',
  'article',
  'orderCode',
  'date',
  'hardware',
  'software',
  'uri',
]);

export function NameplateCard(props: {
  readonly submodel: Submodel;
  /** The shell whose thumbnail to show, where it has one. */
  readonly pictureOf: string | undefined;
}): ReactNode {
  const { t } = useLanguage();
  return (
    <Module title={t('twins.known.nameplate')} note={templateNote(props.submodel)}>
      {props.pictureOf !== undefined && <Thumbnail shellId={props.pictureOf} />}
      <Plate submodel={props.submodel} brief />
    </Module>
  );
}

export function NameplateView({ submodel }: { readonly submodel: Submodel }): ReactNode {
  const { t, language } = useLanguage();
  const { address } = readNameplate(submodel, language);
  return (
    <div className="twin-columns">
      <Module title={t('twins.known.nameplate')} note={templateNote(submodel)} level={3}>
        <Plate submodel={submodel} />
      </Module>
      {address !== undefined && (
        <Module title={t('twins.nameplate.address')} level={3}>
          <ContactLines contact={readContact(address, language)} />
        </Module>
      )}
    </div>
  );
}

function Plate(props: { readonly submodel: Submodel; readonly brief?: boolean }): ReactNode {
  const speech = useLanguage();
  const client = useClient();
  const plate = readNameplate(props.submodel, speech.language);
  const shown = plate.rows.filter((row) => props.brief !== true || !fullOnly.has(row.field));
  const lines: FactLine[] = shown.map((row) => ({
    key: row.field,
    name: speech.t(`twins.nameplate.${row.field}`),
    value: rowValue(row, speech),
  }));
  for (const [index, marking] of plate.markings.entries()) {
    lines.push({
      key: `marking-${index}`,
      name: speech.t('twins.nameplate.marking', { name: marking.name }),
      value: markingValue(marking, speech, (path) => client.fileUrl(props.submodel.id, path)),
    });
  }
  return <Facts lines={lines} />;
}

function rowValue(row: NameplateRow, speech: Speech): ReactNode {
  const { text } = row.value;
  if (row.field === 'country') return countryName(text, speech.language);
  if (row.field === 'date') return dayText(text, speech);
  if (row.field === 'uri' && /^https?:\/\//i.test(text)) {
    return (
      <a className="link" href={text} target="_blank" rel="noreferrer" dir="ltr">
        {text}
      </a>
    );
  }
  return <LocalisedText of={row.value} />;
}

function markingValue(
  marking: Marking,
  speech: Speech,
  urlOf: (path: string) => string,
): ReactNode {
  if (marking.filePath !== undefined) {
    const isPdf = marking.contentType === 'application/pdf';
    return (
      <a className="link" href={urlOf(marking.filePath)} target="_blank" rel="noreferrer">
        {speech.t('twins.nameplate.declaration', { type: isPdf ? 'pdf' : 'file' })}
      </a>
    );
  }
  if (marking.issued !== undefined) return dayText(marking.issued, speech);
  return marking.text ?? speech.t('twins.value.true');
}

/** The picture of the asset; nothing where it cannot be shown. */
export function Thumbnail({ shellId }: { readonly shellId: string }): ReactNode {
  const client = useClient();
  const [failed, setFailed] = useState(false);
  if (failed) return null;
  return (
    <img
      className="twin-thumbnail"
      src={client.thumbnailUrl(shellId)}
      alt=""
      onError={() => setFailed(true)}
    />
  );
}

/** Which template a submodel follows, by its administration: `IDTA 02006-3-0`. */
export function templateNote(submodel: Submodel): ReactNode {
  const id = submodel.administration?.templateId;
  const match = /idta[- /]*(\d{5}-\d+-\d+)/i.exec(id ?? '');
  return match === null ? undefined : <bdi dir="ltr">IDTA {match[1]}</bdi>;
}
