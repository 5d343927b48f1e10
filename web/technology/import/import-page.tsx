/**
 * Importing: files by drag and drop or by a button, strict or lenient, each with its progress and,
 * once it is in or refused, a report by place that a person can act on.
 */

import { type ReactNode, useRef } from 'react';
import { useLanguage } from '../../language/provider.tsx';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { Radios } from '../../parts/checkbox.tsx';
import { Module } from '../../parts/module.tsx';
import { Page } from '../../shell/page.tsx';
import '../technology.css';
import { twinsHref } from '../links.tsx';
import { useImporting, useUploads } from './drop-import.tsx';
import { UploadReport } from './upload-report.tsx';
import { isUnderWay } from './uploads.ts';

export function ImportPage(): ReactNode {
  const { t } = useLanguage();
  const { uploads, lenient, setLenient } = useImporting();
  const all = useUploads();
  const finished = all.some(({ phase }) => !isUnderWay(phase));
  return (
    <Page
      title={t('twins.import.title')}
      sentence={t('twins.import.sentence')}
      actions={
        <ButtonLink href={twinsHref} icon="technology">
          {t('twins.import.to-twins')}
        </ButtonLink>
      }
    >
      <div className="columns">
        <div className="span-8 stack">
          <FileChooser onFiles={(files) => uploads.add(files, lenient)} />
          {all.map((upload) => (
            <UploadReport
              key={upload.key}
              upload={upload}
              onStop={() => uploads.stop(upload.key)}
            />
          ))}
          {finished && (
            <div className="twin-actions">
              <Button kind="quiet" onClick={() => uploads.clear()}>
                {t('twins.import.clear')}
              </Button>
            </div>
          )}
        </div>
        <div className="span-4 stack">
          <Module title={t('twins.import.how')}>
            <Radios
              label={t('twins.import.how')}
              value={lenient ? 'lenient' : 'strict'}
              onChange={(value) => setLenient(value === 'lenient')}
              options={[
                { value: 'lenient', label: t('twins.import.lenient') },
                { value: 'strict', label: t('twins.import.strict') },
              ]}
            />
            <p className="note">
              {t(lenient ? 'twins.import.lenient-note' : 'twins.import.strict-note')}
            </p>
          </Module>
          <Module title={t('twins.import.formats')} tone="quiet">
            <p className="note">{t('twins.import.formats-note')}</p>
          </Module>
        </div>
      </div>
    </Page>
  );
}

/** Where files are dropped, and the button for those who don't. */
function FileChooser(props: { readonly onFiles: (files: readonly File[]) => void }): ReactNode {
  const { t } = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  return (
    <section className="import-ground">
      <p>{t('twins.import.drop')}</p>
      <Button kind="primary" onClick={() => input.current?.click()}>
        {t('twins.import.choose')}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        multiple
        accept=".aasx,.json,.xml"
        onChange={(event) => {
          props.onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </section>
  );
}
