/** Asynchronous operation invocations, kept so that they are answered for after a restart. */

import type { SqlValue } from '#store';
import type { Invocation, InvocationStore } from './port.ts';
import type { TwinStore } from './transaction.ts';

/** Unfinished invocations that are taken up again after a restart. */
const unfinishedMax = 10_000;

interface InvocationRow {
  readonly handle_id: string;
  readonly submodel_id: string;
  readonly path: string;
  readonly state: Invocation['state'];
  readonly request: string;
  readonly result: string | null;
  readonly started_at_ms: number;
  readonly timeout_ms: number;
}

export function openInvocations(store: TwinStore): InvocationStore {
  const { database, clock } = store;
  const finishedAt = (state: Invocation['state']): SqlValue =>
    state === 'Initiated' || state === 'Running' ? null : clock.nowMs();
  return {
    async create(of) {
      const result = of.result === undefined ? null : JSON.stringify(of.result);
      const values = [of.handleId, of.submodelId, of.path, of.state, JSON.stringify(of.request)];
      await database.write((writer) =>
        writer.run(
          `INSERT INTO twin_invocation (handle_id, submodel_id, path, state, request, result,
             started_at_ms, timeout_ms, finished_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          [...values, result, of.startedAtMs, of.timeoutMs, finishedAt(of.state)],
        ),
      );
    },
    async get(handleId) {
      const sql = 'SELECT * FROM twin_invocation WHERE handle_id = ?';
      const row = await database.get<InvocationRow>(sql, [handleId]);
      return row === undefined ? undefined : invocationOf(row);
    },
    async update(handleId, { state, result }) {
      await database.write((writer) =>
        writer.run(
          `UPDATE twin_invocation SET state = ?, result = ?, finished_at_ms = ?
           WHERE handle_id = ?`,
          [
            state,
            result === undefined ? null : JSON.stringify(result),
            finishedAt(state),
            handleId,
          ],
        ),
      );
    },
    async unfinished() {
      const rows = await database.all<InvocationRow>(
        `SELECT * FROM twin_invocation WHERE finished_at_ms IS NULL
         ORDER BY started_at_ms LIMIT ?`,
        [unfinishedMax],
      );
      return rows.map(invocationOf);
    },
    async prune(beforeMs) {
      const sql = 'DELETE FROM twin_invocation WHERE finished_at_ms < ?';
      const { changes } = await database.write((writer) => writer.run(sql, [beforeMs]));
      return changes;
    },
  };
}

function invocationOf(row: InvocationRow): Invocation {
  return {
    handleId: row.handle_id,
    submodelId: row.submodel_id,
    path: row.path,
    state: row.state,
    request: JSON.parse(row.request),
    ...(row.result === null ? {} : { result: JSON.parse(row.result) }),
    startedAtMs: row.started_at_ms,
    timeoutMs: row.timeout_ms,
  };
}
