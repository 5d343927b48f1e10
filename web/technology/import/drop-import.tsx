/**
 * Files dropped anywhere on a technology page are imported; the page says so while they hover. The
 * uploads live here, above the pages, and are shown on the import page.
 */

import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  createContext,
  type DragEvent,
  type ReactNode,
  useContext,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { useLanguage } from '../../language/provider.tsx';
import { useClient } from '../data.tsx';
import { importHref } from '../links.tsx';
import { sendByRequest, type Upload, Uploads } from './uploads.ts';

interface Importing {
  readonly uploads: Uploads;
  readonly lenient: boolean;
  readonly setLenient: (lenient: boolean) => void;
}

const ImportContext = createContext<Importing | undefined>(undefined);

export function DropImport(props: { readonly children: ReactNode }): ReactNode {
  const { t } = useLanguage();
  const client = useClient();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [lenient, setLenient] = useState(true);
  const [isOver, setOver] = useState(false);
  const uploads = useMemo(
    () =>
      new Uploads({
        client,
        send: sendByRequest,
        wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
        onDone: () => void queries.invalidateQueries(),
      }),
    [client, queries],
  );
  const importing = useMemo(() => ({ uploads, lenient, setLenient }), [uploads, lenient]);

  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
    <ImportContext value={importing}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping has its button as a twin */}
      <div
        className="drop-ground"
        onDragEnter={(event) => hasFiles(event) && setOver(true)}
        onDragOver={(event) => {
          if (!hasFiles(event)) return;
          event.preventDefault();
          event.dataTransfer.dropEffect = 'copy';
        }}
        onDragLeave={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
        }}
        onDrop={(event) => {
          if (!hasFiles(event)) return;
          event.preventDefault();
          setOver(false);
          uploads.add([...event.dataTransfer.files], lenient);
          void navigate({ to: importHref as string });
        }}
      >
        {props.children}
        {isOver && (
          <div className="drop-sign" aria-hidden="true">
            <p>{t('twins.import.drop')}</p>
          </div>
        )}
      </div>
    </ImportContext>
  );
}

export function useImporting(): Importing {
  const importing = useContext(ImportContext);
  if (importing === undefined) throw new Error('importing needs a DropImport above it');
  return importing;
}

export function useUploads(): readonly Upload[] {
  const { uploads } = useImporting();
  return useSyncExternalStore(uploads.subscribe, uploads.list);
}
