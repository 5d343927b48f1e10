/** Exporting twins as a package or a document: fetched by its format's media type, then saved. */

import { type ReactNode, useState } from 'react';
import { useLanguage } from '../language/provider.tsx';
import { Button } from '../parts/button.tsx';
import { useToast } from '../parts/toast.tsx';
import type { Format } from './client.ts';
import { useClient } from './data.tsx';
import type { ApiFault } from './fault.ts';

export interface Exporting {
  readonly isBusy: boolean;
  readonly fault: ApiFault | undefined;
  run(shellIds: readonly string[], name: string, format: Format): Promise<void>;
}

export function useExport(): Exporting {
  const client = useClient();
  const toast = useToast();
  const { t } = useLanguage();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<ApiFault>();
  return {
    isBusy,
    fault,
    run: async (shellIds, name, format) => {
      setBusy(true);
      setFault(undefined);
      const answer = await client.serialization(shellIds, format);
      setBusy(false);
      if (!answer.ok) {
        setFault(answer.error);
        return;
      }
      const file = `${safeName(name)}.${format}`;
      saveBlob(answer.value, file);
      toast(t('twins.export.done', { file }));
    },
  };
}

export function ExportButton(props: {
  readonly shellIds: readonly string[];
  readonly name: string;
  readonly format: Format;
  readonly exporting: Exporting;
}): ReactNode {
  const { t } = useLanguage();
  const { exporting, format } = props;
  return (
    <Button
      icon="save"
      aria-busy={exporting.isBusy}
      onClick={() => void exporting.run(props.shellIds, props.name, format)}
    >
      {t('twins.export', { format: format.toUpperCase() })}
    </Button>
  );
}

/** A name that every file system takes. */
function safeName(name: string): string {
  const safe = name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '');
  return safe === '' ? 'twin' : safe.slice(0, 80);
}

function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
