/**
 * The registry's rows for what this node hosts, written in the transaction of the thing itself. A
 * foreign entry of the same id gives way: what is hosted here describes itself.
 */

import type { Writer } from '#store';
import type { Shell } from '../model/index.ts';

export async function hostSubmodel(writer: Writer, pk: number, id: string): Promise<void> {
  const sql = `INSERT INTO twin_submodel_entry (id, submodel) VALUES (?, ?)
    ON CONFLICT (id) DO UPDATE SET submodel = excluded.submodel, doc = NULL`;
  await writer.run(sql, [id, pk]);
}

export async function unhostSubmodel(writer: Writer, pk: number): Promise<void> {
  await writer.run('DELETE FROM twin_submodel_entry WHERE submodel = ?', [pk]);
}

export async function hostShell(writer: Writer, pk: number, shell: Shell): Promise<void> {
  const { assetKind, assetType } = shell.assetInformation;
  const sql = `INSERT INTO twin_shell_entry (id, shell, asset_kind, asset_type)
    VALUES (?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET shell = excluded.shell, doc = NULL,
      asset_kind = excluded.asset_kind, asset_type = excluded.asset_type`;
  await writer.run(sql, [shell.id, pk, assetKind, assetType ?? null]);
}

export async function unhostShell(writer: Writer, pk: number): Promise<void> {
  await writer.run('DELETE FROM twin_shell_entry WHERE shell = ?', [pk]);
}
