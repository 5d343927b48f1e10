/**
 * Which shells have which known submodel (a nameplate, a carbon footprint): rows beside the shells,
 * kept in the transaction of whatever changes it, so that a page of those that have one is a range
 * of an index among any number of shells. Semantic ids come in many spellings that only the model
 * tells apart; what it says of a submodel stands in the column `known`.
 */

import type { Writer } from '#store';
import { type KnownSubmodel, knownSubmodel, type Shell, type Submodel } from '../model/index.ts';

/** What the model calls a submodel, as a column. */
export function knownColumn({ semanticId }: Pick<Submodel, 'semanticId'>): KnownSubmodel | null {
  return knownSubmodel(semanticId) ?? null;
}

/** After the references of a shell were written. */
export async function indexKnown(writer: Writer, pk: number, shell: Shell): Promise<void> {
  if (shell.submodels === undefined || shell.submodels.length === 0) return;
  const sql = `INSERT INTO twin_shell_known (known, shell, asset_kind)
    SELECT DISTINCT m.known, r.shell, ? FROM twin_submodel_ref r
      CROSS JOIN twin_submodel m ON m.id = r.submodel_id
    WHERE r.shell = ? AND m.known IS NOT NULL`;
  await writer.run(sql, [shell.assetInformation.assetKind, pk]);
}

export async function unindexKnown(writer: Writer, pk: number): Promise<void> {
  await writer.run('DELETE FROM twin_shell_known WHERE shell = ?', [pk]);
}

/**
 * After a submodel came (`before` is null), went (`now` is null) or was replaced: the shells that
 * name it gain and lose what it stood for, unless another of their submodels stands for the same.
 */
export async function reindexKnown(
  writer: Writer,
  submodelId: string,
  before: string | null,
  now: string | null,
): Promise<void> {
  if (before === now) return;
  if (now !== null) {
    const sql = `INSERT OR IGNORE INTO twin_shell_known (known, shell, asset_kind)
      SELECT ?, s.pk, s.asset_kind FROM twin_submodel_ref r
        CROSS JOIN twin_shell s ON s.pk = r.shell
      WHERE r.submodel_id = ?`;
    await writer.run(sql, [now, submodelId]);
  }
  if (before !== null) {
    const sql = `DELETE FROM twin_shell_known
      WHERE known = ? AND shell IN (SELECT shell FROM twin_submodel_ref WHERE submodel_id = ?)
        AND NOT EXISTS (SELECT 1 FROM twin_submodel_ref r
          CROSS JOIN twin_submodel m ON m.id = r.submodel_id
          WHERE r.shell = twin_shell_known.shell AND m.known = twin_shell_known.known)`;
    await writer.run(sql, [before, submodelId]);
  }
}
