/**
 * Values: the hot path. Reading one is a lookup in memory or of one row; writing one rewrites one
 * row and tells it in one event. Value-only documents of any size are taken apart into the rows
 * that they change.
 */

import { ok, type Result } from '#base';
import type { Writer } from '#store';
import {
  applyValue,
  type Container,
  canHaveChildren,
  childrenOf,
  formatPath,
  type PathSegment,
  type Submodel,
  type SubmodelElement,
  toValue,
} from '../model/index.ts';
import {
  deleteBelow,
  findRow,
  insertElements,
  type LocatedRow,
  readAll,
  readBelow,
  replaceTexts,
  withTerms,
} from './element-rows.store.ts';
import { assemble, type ElementRow, flatten, ownColumns } from './element-rows.ts';
import { missing, placeOf, segmentsOf, textOf } from './elements.store.ts';
import { checkPrecondition, etagOf, isConditional, storedJson } from './etag.ts';
import { forgetUnusedFiles } from './files.store.ts';
import type { Precondition, StoredJson, SubmodelRepository, ValueWrite } from './port.ts';
import { cacheOwner, textOf as submodelText, writable } from './submodels.store.ts';
import { type TwinStore, transact, violationsFault } from './transaction.ts';

type Operations = Pick<SubmodelRepository, 'getValueJson' | 'patchValue' | 'writeValues'>;

/** Values that one transaction of a driver writes. */
const writesAtOnceMax = 500;
/** A value that is longer as JSON is left out of its event; who needs it reads it. */
const eventValueLengthMax = 64 * 1024;

export function valueOperations(store: TwinStore): Operations {
  return {
    getValueJson: (id, path) => getValueJson(store, id, path),
    patchValue: (id, path, value, condition) =>
      path === undefined
        ? patchSubmodel(store, id, value, condition)
        : patchElement(store, { submodelId: id, path, value }, condition),
    writeValues: (values) => writeValues(store, values),
  };
}

async function getValueJson(
  store: TwinStore,
  id: string,
  path: string,
): Promise<Result<StoredJson>> {
  const owner = cacheOwner(id);
  const known = store.cache.get(owner, path);
  if (known !== undefined) return ok(known);
  const segments = segmentsOf(path);
  if (!segments.ok) return segments;
  return store.cache.read(owner, path, async () => {
    const row = await findRow(store.database, id, segments.value);
    if (row === undefined) return missing(store.database, id, path);
    const text = await textOf(store.database, row);
    return ok(storedJson(valueText(text), text));
  });
}

function valueText(elementText: string): string {
  return JSON.stringify(toValue(JSON.parse(elementText) as SubmodelElement) ?? null);
}

async function patchElement(
  store: TwinStore,
  write: ValueWrite,
  condition?: Precondition,
): Promise<Result<void>> {
  const segments = segmentsOf(write.path);
  if (!segments.ok) return segments;
  const done = await withTerms(store.terms, (terms) =>
    transact(store.database, (writer) =>
      applyWrite(store, writer, terms, write, segments.value, condition),
    ),
  );
  if (done.ok) forgetValue(store, write.submodelId, segments.value, done.value);
  return done.ok ? ok(undefined) : done;
}

/** Whether an element was a leaf: then only its containers' values changed with it. */
type Applied = 'leaf' | 'container';

async function applyWrite(
  store: TwinStore,
  writer: Writer,
  terms: Map<string, number>,
  write: ValueWrite,
  segments: readonly PathSegment[],
  condition?: Precondition,
): Promise<Result<Applied>> {
  const row = await findRow(writer, write.submodelId, segments);
  if (row === undefined) return missing(writer, write.submodelId, write.path);
  const isContainer = canHaveChildren({ modelType: row.model_type } as SubmodelElement);
  const below = isContainer ? await readBelow(writer, row.submodel, row.pk, Infinity) : [];
  const text = assemble([row, ...below], row.parent)[0] ?? '';
  if (isConditional(condition)) {
    // The representation written is the value; who read the element itself may name that instead.
    const etags = [etagOf(valueText(text)), etagOf(text)];
    const holds = checkPrecondition(condition, 'value', etags);
    if (!holds.ok) return holds;
  }
  const before = JSON.parse(text) as SubmodelElement;
  const after = applyValue(before, write.value);
  if (!after.ok) return violationsFault(`value of ${write.path}`, after.error) as Result<Applied>;
  const changes = new Changes(writer, terms, row.submodel, [row, ...below]);
  await changes.write(row.pk, segments, before, after.value);
  await changes.finish();
  await announce(store, writer, write);
  return ok(isContainer ? 'container' : 'leaf');
}

async function patchSubmodel(
  store: TwinStore,
  id: string,
  value: unknown,
  condition?: Precondition,
): Promise<Result<void>> {
  const done = await withTerms(store.terms, (terms) =>
    transact<void>(store.database, async (writer) => {
      const found = await writable(writer, id, undefined);
      if (!found.ok) return found;
      const { pk } = found.value;
      const text = await submodelText(writer, found.value);
      const before = JSON.parse(text) as Submodel;
      if (isConditional(condition)) {
        const etags = [etagOf(text), etagOf(JSON.stringify(toValue(before)))];
        const holds = checkPrecondition(condition, 'submodel', etags);
        if (!holds.ok) return holds;
      }
      const after = applyValue(before, value);
      if (!after.ok) return violationsFault('value of the submodel', after.error);
      const changes = new Changes(writer, terms, pk, await readAll(writer, pk));
      await changes.writeChildren(0, [], before, after.value);
      await changes.finish();
      await announce(store, writer, { submodelId: id, value });
      return ok(undefined);
    }),
  );
  store.cache.forget(cacheOwner(id));
  return done;
}

/** The difference of two trees of one shape, written row by row. */
class Changes {
  readonly #writer: Writer;
  readonly #terms: Map<string, number>;
  readonly #submodel: number;
  readonly #rows: readonly ElementRow[];
  #children: Map<number, number[]> | undefined;
  #touchedFiles = false;

  constructor(
    writer: Writer,
    terms: Map<string, number>,
    submodel: number,
    rows: readonly ElementRow[],
  ) {
    this.#writer = writer;
    this.#terms = terms;
    this.#submodel = submodel;
    this.#rows = rows;
  }

  async write(
    pk: number,
    path: readonly PathSegment[],
    before: SubmodelElement,
    after: SubmodelElement,
  ): Promise<void> {
    if (before === after) return;
    const [old, own] = [ownColumns(before), ownColumns(after)];
    if (old.doc !== own.doc) {
      await this.#writer.run(
        'UPDATE twin_element SET value_text = ?, value_num = ?, doc = ? WHERE pk = ?',
        [own.valueText, own.valueNum, own.doc, pk],
      );
    } else if (old.valueText !== own.valueText) {
      await this.#writer.run('UPDATE twin_element SET value_text = ?, value_num = ? WHERE pk = ?', [
        own.valueText,
        own.valueNum,
        pk,
      ]);
    }
    if (after.modelType === 'File') this.#touchedFiles = true;
    if (after.modelType === 'MultiLanguageProperty') await this.#writeTexts(pk, own.texts);
    await this.writeChildren(pk, path, before, after);
  }

  async writeChildren(
    pk: number,
    path: readonly PathSegment[],
    before: Container,
    after: Container,
  ): Promise<void> {
    const [old, now] = [childrenOf(before), childrenOf(after)];
    if (old === now || (old.length === 0 && now.length === 0)) return;
    const pks = this.#childrenOf(pk);
    const sameShape =
      old.length === now.length && old.every((child, i) => child.modelType === now[i]?.modelType);
    if (!sameShape) return this.#replaceChildren(pk, path, after, now);
    const inList = after.modelType === 'SubmodelElementList';
    for (const [index, child] of now.entries()) {
      const segment = inList ? { index } : { idShort: child.idShort ?? '' };
      const at = [...path, segment];
      await this.write(pks[index] as number, at, old[index] as SubmodelElement, child);
    }
  }

  async finish(): Promise<void> {
    if (this.#touchedFiles) await forgetUnusedFiles(this.#writer, this.#submodel);
  }

  async #writeTexts(pk: number, texts: readonly { language: string; text: string }[]) {
    const row = await this.#writer.get<LocatedRow>(
      'SELECT pk, submodel, path, semantic, key, parent, ord FROM twin_element WHERE pk = ?',
      [pk],
    );
    if (row !== undefined) await replaceTexts(this.#writer, row, texts);
  }

  async #replaceChildren(
    pk: number,
    path: readonly PathSegment[],
    container: Container,
    now: readonly SubmodelElement[],
  ): Promise<void> {
    await deleteBelow(this.#writer, { pk, submodel: this.#submodel }, false);
    const inList = container.modelType === 'SubmodelElementList';
    const rows = flatten(now, { ...placeOf(path), inList, ord: 0 });
    await insertElements(this.#writer, this.#terms, this.#submodel, pk, rows);
    this.#touchedFiles = true;
  }

  #childrenOf(pk: number): readonly number[] {
    if (this.#children === undefined) {
      this.#children = new Map();
      for (const row of this.#rows) {
        const siblings = this.#children.get(row.parent);
        if (siblings === undefined) this.#children.set(row.parent, [row.pk]);
        else siblings.push(row.pk);
      }
    }
    return this.#children.get(pk) ?? [];
  }
}

async function announce(
  store: TwinStore,
  writer: Writer,
  write: Omit<ValueWrite, 'path'> & { readonly path?: string },
): Promise<void> {
  const { submodelId, path, value } = write;
  const atMs = write.atMs ?? store.clock.nowMs();
  const isSmall = typeof value !== 'object' || JSON.stringify(value).length <= eventValueLengthMax;
  await store.outbox.append(writer, {
    type: 'org.registan.twin.value-changed',
    subject: path === undefined ? submodelId : `${submodelId}#${path}`,
    data: { submodelId, path: path ?? null, ...(isSmall ? { value } : {}), atMs },
  });
}

/** Forgets the value, those of its containers, and the document. */
function forgetValue(
  store: TwinStore,
  submodelId: string,
  segments: readonly PathSegment[],
  applied: Applied,
): void {
  const owner = cacheOwner(submodelId);
  if (applied === 'container') {
    store.cache.forget(owner);
  } else {
    const names = segments.map((_, depth) => formatPath(segments.slice(0, depth + 1)));
    store.cache.forget(owner, ['', ...names]);
  }
}

async function writeValues(
  store: TwinStore,
  values: readonly ValueWrite[],
): Promise<readonly Result<void>[]> {
  const results: Result<void>[] = [];
  for (let start = 0; start < values.length; start += writesAtOnceMax) {
    results.push(...(await writeSome(store, values.slice(start, start + writesAtOnceMax))));
  }
  return results;
}

/** One transaction; a write that is refused has changed nothing and does not stop the others. */
async function writeSome(
  store: TwinStore,
  values: readonly ValueWrite[],
): Promise<readonly Result<void>[]> {
  const done = await withTerms(store.terms, (terms) =>
    transact(store.database, async (writer) => {
      const outcomes: { readonly write: ValueWrite; readonly result: Result<Applied> }[] = [];
      for (const write of values) {
        const segments = segmentsOf(write.path);
        const result = segments.ok
          ? await applyWrite(store, writer, terms, write, segments.value)
          : segments;
        outcomes.push({ write, result });
      }
      return ok(outcomes);
    }),
  );
  if (!done.ok) return values.map(() => done);
  return done.value.map(({ write, result }) => {
    const segments = segmentsOf(write.path);
    if (result.ok && segments.ok) {
      forgetValue(store, write.submodelId, segments.value, result.value);
    }
    return result.ok ? ok(undefined) : result;
  });
}
