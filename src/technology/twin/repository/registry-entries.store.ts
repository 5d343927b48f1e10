/**
 * The registry's rows for what this node hosts, written in the transaction of the thing itself. A
 * foreign entry of the same id gives way: what is hosted here describes itself.
 */

import type { Writer } from '#store';
import type { Shell } from '../model/index.ts';

/**
 * Asked first and then written, not `ON CONFLICT`: an upsert makes SQLite keep copies of the pages
 * that it touches, in case it must be undone alone, and takes twenty times as long.
 */
export async function hostSubmodel(writer: Writer, pk: number, id: string): Promise<void> {
  const known = await writer.get('SELECT pk FROM twin_submodel_entry WHERE id = ?', [id]);
  const sql =
    known === undefined
      ? 'INSERT INTO twin_submodel_entry (submodel, id) VALUES (?, ?)'
      : 'UPDATE twin_submodel_entry SET submodel = ?, doc = NULL WHERE id = ?';
  await writer.run(sql, [pk, id]);
}

export async function unhostSubmodel(writer: Writer, pk: number): Promise<void> {
  await writer.run('DELETE FROM twin_submodel_entry WHERE submodel = ?', [pk]);
}

export async function hostShell(writer: Writer, pk: number, shell: Shell): Promise<void> {
  const { assetKind, assetType } = shell.assetInformation;
  const known = await writer.get('SELECT pk FROM twin_shell_entry WHERE id = ?', [shell.id]);
  const sql =
    known === undefined
      ? 'INSERT INTO twin_shell_entry (shell, asset_kind, asset_type, id) VALUES (?, ?, ?, ?)'
      : `UPDATE twin_shell_entry SET shell = ?, asset_kind = ?, asset_type = ?, doc = NULL
         WHERE id = ?`;
  await writer.run(sql, [pk, assetKind, assetType ?? null, shell.id]);
}

export async function unhostShell(writer: Writer, pk: number): Promise<void> {
  await writer.run('DELETE FROM twin_shell_entry WHERE shell = ?', [pk]);
}
