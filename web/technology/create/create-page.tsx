/** A twin made by hand: code, name, asset number and kind, verified while one types. */

import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { encodeBase64Url } from '#base';
import { verify } from '#technology/twin/model';
import { useLanguage } from '../../language/provider.tsx';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/select.tsx';
import { Page } from '../../shell/page.tsx';
import '../technology.css';
import { useClient } from '../data.tsx';
import { FormActions } from '../editing/form-actions.tsx';
import { useSaves } from '../editing/use-saves.ts';
import { twinsHref } from '../links.tsx';
import { assetKinds } from '../twins/asked.ts';
import { newShell, randomUrn, type TypedShell } from './new-shell.ts';

export function CreatePage(): ReactNode {
  const { t, language } = useLanguage();
  const client = useClient();
  const navigate = useNavigate();
  const saves = useSaves(['twins']);
  const [typed, setTyped] = useState<TypedShell>();
  const [fresh] = useState(() => ({ ...nothing, id: randomUrn() }));
  const shell = newShell(typed ?? fresh, language);
  const violations = verify('AssetAdministrationShell', shell);

  const submit = async () => {
    setTyped(typed ?? fresh);
    if (violations.length > 0) return;
    const isSaved = await saves.run({
      done: t('twins.create.done', { name: (typed ?? fresh).code.trim() || shell.id }),
      write: () => client.createShell(shell),
      undo: () => client.deleteShell(shell.id),
    });
    if (isSaved) void navigate({ to: `${twinsHref}/${encodeBase64Url(shell.id)}` as string });
  };
  return (
    <Page
      title={t('twins.create.title')}
      sentence={t('twins.create.sentence')}
      crumb={t('twins.create.title')}
    >
      <form
        className="twin-form twin-create"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void submit();
        }}
      >
        <ShellFields typed={typed ?? fresh} onChange={setTyped} />
        <FormActions
          violations={typed === undefined ? [] : violations}
          state={saves.state}
          save={t('twins.create')}
          onCancel={() => void navigate({ to: twinsHref as string })}
          onKeepMine={() => void submit()}
        />
      </form>
    </Page>
  );
}

const nothing = { code: '', name: '', globalAssetId: '', kind: 'Instance' } as const;

function ShellFields(props: {
  readonly typed: TypedShell;
  readonly onChange: (typed: TypedShell) => void;
}): ReactNode {
  const { t } = useLanguage();
  const { typed, onChange } = props;
  const field = (name: 'code' | 'name' | 'globalAssetId' | 'id') => ({
    value: typed[name],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      onChange({ ...typed, [name]: event.target.value }),
  });
  return (
    <>
      <Field label={t('twins.column.code')} help={t('twins.create.code-help')} {...field('code')} />
      <Field label={t('twins.edit.names')} {...field('name')} />
      <Field label="globalAssetId" dir="ltr" {...field('globalAssetId')} />
      <Select
        label={t('twins.links.kind')}
        value={typed.kind}
        onChange={(value) =>
          onChange({ ...typed, kind: assetKinds.find((kind) => kind === value) ?? typed.kind })
        }
        options={assetKinds.map((value) => ({ value, label: t(`twins.links.kind.${value}`) }))}
      />
      <Field label="id" dir="ltr" help={t('twins.create.id-help')} {...field('id')} />
    </>
  );
}
