/** The documents handed over with a machine: by class, with language, version, status; to open. */

import type { ReactNode } from 'react';
import type { Submodel } from '#technology/twin/model';
import { type Speech, useLanguage } from '../../language/provider.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Module } from '../../parts/module.tsx';
import { Empty } from '../../parts/notice.tsx';
import { useClient } from '../data.tsx';
import {
  byClass,
  type DocumentClass,
  type DocumentFile,
  type HandedDocument,
  readDocuments,
} from '../reading/documents.ts';
import { dayText, LocalisedText, languageName } from './text.tsx';

export function DocumentsView({ submodel }: { readonly submodel: Submodel }): ReactNode {
  const { t, language } = useLanguage();
  const classes = byClass(readDocuments(submodel, language));
  if (classes.length === 0) {
    return (
      <Empty compact title={t('twins.documents.none')} sentence={t('twins.view.none-sentence')} />
    );
  }
  return (
    <div className="twin-stack">
      {classes.map((each) => (
        <Module
          key={each.classId}
          title={classTitle(each, t)}
          note={each.classId !== '' && <bdi dir="ltr">VDI 2770 {each.classId}</bdi>}
          level={3}
        >
          <ul className="twin-documents">
            {each.documents.map((document) => (
              <DocumentLine key={document.path} submodelId={submodel.id} document={document} />
            ))}
          </ul>
        </Module>
      ))}
    </div>
  );
}

function classTitle(of: DocumentClass, t: Speech['t']): ReactNode {
  const known = vdiClasses.find((each) => each === of.classId);
  if (known !== undefined) return t(`twins.documents.class.${known}`);
  if (of.className !== undefined) return <LocalisedText of={of.className} />;
  return of.classId === '' ? t('twins.documents.unclassified') : of.classId;
}

/** VDI 2770 sheet 1, table 1; their names are in the catalogue of messages. */
const vdiClasses = [
  '01-01',
  '02-01',
  '02-02',
  '02-03',
  '02-04',
  '03-01',
  '03-02',
  '03-03',
  '03-04',
  '03-05',
  '03-06',
  '04-01',
] as const;

function DocumentLine(props: {
  readonly submodelId: string;
  readonly document: HandedDocument;
}): ReactNode {
  const speech = useLanguage();
  const { document } = props;
  const title = document.title;
  return (
    <li className="twin-document">
      <div className="twin-document-words">
        <span className="twin-document-title">
          {title === undefined ? (
            (document.identifier ?? document.path)
          ) : (
            <LocalisedText of={title} />
          )}
        </span>
        {document.summary !== undefined && (
          <span className="twin-document-summary">
            <LocalisedText of={document.summary} />
          </span>
        )}
        <span className="note">{particulars(document, speech).join(' · ')}</span>
      </div>
      <ul className="twin-files">
        {document.files.map((file) => (
          <FileLink key={file.path} submodelId={props.submodelId} file={file} />
        ))}
        {document.files.length === 0 && (
          <li className="note">{speech.t('twins.documents.no-file')}</li>
        )}
      </ul>
    </li>
  );
}

function particulars(document: HandedDocument, speech: Speech): readonly string[] {
  const { t, language } = speech;
  const languages = document.languages.map((tag) => languageName(tag, language));
  return [
    document.title === undefined ? undefined : document.identifier,
    document.version && t('twins.documents.version', { version: document.version }),
    document.date && dayText(document.date, speech),
    document.status && statusName(document.status, t),
    document.organisation,
    languages.join(language === 'ar' ? '، ' : ', '),
  ].filter((part): part is string => part !== undefined && part !== '');
}

function statusName(status: string, t: Speech['t']): string {
  const known = (['released', 'in review'] as const).find((each) => each === status.toLowerCase());
  if (known === undefined) return status;
  return t(known === 'released' ? 'twins.documents.released' : 'twins.documents.in-review');
}

function FileLink(props: { readonly submodelId: string; readonly file: DocumentFile }): ReactNode {
  const client = useClient();
  const { t } = useLanguage();
  const { file } = props;
  const url = file.href ?? client.fileUrl(props.submodelId, file.path);
  return (
    <li className="twin-file">
      <a className="link twin-file-open" href={url} target="_blank" rel="noreferrer">
        <Icon name="document" size={16} />
        <bdi>{file.name}</bdi>
      </a>
      {file.href === undefined && (
        <a className="link twin-file-save" href={url} download={file.name}>
          <Icon name="save" size={16} />
          {t('twins.documents.download')}
        </a>
      )}
    </li>
  );
}
