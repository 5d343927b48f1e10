/** Concept descriptions: documents with the references that lists filter by kept beside. */

import { ok, type Result } from '#base';
import type { SqlValue, Writer } from '#store';
import type { ConceptDescription, Reference } from '../model/index.ts';
import { checkPrecondition, storedJson } from './etag.ts';
import type {
  ConceptFilter,
  ConceptRepository,
  Outcome,
  PageRequest,
  Precondition,
  Stored,
} from './port.ts';
import { keyFilter, keysText } from './reference-keys.ts';
import {
  notFound,
  pageOf,
  refuse,
  startOf,
  type TwinStore,
  transact,
  verified,
} from './transaction.ts';

const listName = 'concepts';
const selectOne = 'SELECT pk, id, doc FROM twin_concept WHERE id = ?';

interface ConceptRow {
  readonly pk: number;
  readonly id: string;
  readonly doc: string;
}

export function openConcepts(store: TwinStore): ConceptRepository {
  return {
    list: (filter, page) => list(store, filter, page),
    get: (id) => get(store, id),
    create: (concept) => create(store, concept),
    put: (id, concept, condition) => put(store, id, concept, condition),
    delete: (id, condition) => remove(store, id, condition),
  };
}

async function list(store: TwinStore, filter: ConceptFilter, page: PageRequest) {
  const start = startOf(listName, page);
  if (!start.ok) return start;
  const where = ['c.pk > ?'];
  const parameters: SqlValue[] = [start.value];
  if (filter.idShort !== undefined) {
    where.push('c.id_short = ?');
    parameters.push(filter.idShort);
  }
  const references = {
    isCaseOf: filter.isCaseOf,
    dataSpecificationRef: filter.dataSpecificationRef,
  };
  for (const [role, reference] of Object.entries(references)) {
    if (reference === undefined) continue;
    const wanted = keyFilter(reference, role);
    if (!wanted.ok) return wanted;
    where.push(`c.pk IN (SELECT k.concept FROM twin_concept_key k
      WHERE k.role = ? AND ${wanted.value.sql})`);
    parameters.push(role, ...wanted.value.parameters);
  }
  const sql = `SELECT c.pk, c.id, c.doc FROM twin_concept c
    WHERE ${where.join(' AND ')} ORDER BY c.pk LIMIT ?`;
  const rows = await store.database.all<ConceptRow>(sql, [...parameters, page.limit + 1]);
  const conceptOf = (row: ConceptRow) => JSON.parse(row.doc) as ConceptDescription;
  return ok(pageOf(listName, rows, page.limit, (row) => row.pk, conceptOf));
}

async function get(store: TwinStore, id: string): Promise<Result<Stored<ConceptDescription>>> {
  const row = await store.database.get<ConceptRow>(selectOne, [id]);
  if (row === undefined) return notFound('concept description', id);
  return ok({ value: JSON.parse(row.doc), etag: storedJson(row.doc).etag });
}

async function create(store: TwinStore, concept: ConceptDescription) {
  const valid = verified('ConceptDescription', concept);
  if (!valid.ok) return valid;
  return transact<Stored<ConceptDescription>>(store.database, async (writer) => {
    const { id } = concept;
    const exists = await writer.get(selectOne, [id]);
    if (exists !== undefined) return refuse('twin.exists', { what: 'concept description', id });
    await insertConcept(store, writer, concept);
    return ok({ value: concept, etag: storedJson(JSON.stringify(concept)).etag });
  });
}

export async function insertConcept(
  store: TwinStore,
  writer: Writer,
  concept: ConceptDescription,
): Promise<void> {
  const sql = 'INSERT INTO twin_concept (id, id_short, doc) VALUES (?, ?, ?)';
  const doc = JSON.stringify(concept);
  const { lastId } = await writer.run(sql, [concept.id, concept.idShort ?? null, doc]);
  await insertKeys(writer, lastId, concept);
  await announce(store, writer, 'created', concept.id);
}

export async function replaceConcept(
  store: TwinStore,
  writer: Writer,
  pk: number,
  concept: ConceptDescription,
): Promise<void> {
  const sql = 'UPDATE twin_concept SET id_short = ?, doc = ? WHERE pk = ?';
  await writer.run(sql, [concept.idShort ?? null, JSON.stringify(concept), pk]);
  await writer.run('DELETE FROM twin_concept_key WHERE concept = ?', [pk]);
  await insertKeys(writer, pk, concept);
  await announce(store, writer, 'updated', concept.id);
}

async function insertKeys(writer: Writer, pk: number, concept: ConceptDescription) {
  const add = async (role: string, reference: Reference) => {
    const sql = `INSERT INTO twin_concept_key (concept, role, value, keys_text)
      VALUES (?, ?, ?, ?)`;
    const text = keysText(reference);
    for (const key of reference.keys) await writer.run(sql, [pk, role, key.value, text]);
  };
  for (const reference of concept.isCaseOf ?? []) await add('isCaseOf', reference);
  for (const { dataSpecification } of concept.embeddedDataSpecifications ?? []) {
    await add('dataSpecificationRef', dataSpecification);
  }
}

function announce(
  store: TwinStore,
  writer: Writer,
  what: 'created' | 'updated' | 'deleted',
  id: string,
): Promise<void> {
  const type = `org.registan.twin.concept-${what}`;
  return store.outbox.append(writer, { type, subject: id });
}

async function put(
  store: TwinStore,
  id: string,
  concept: ConceptDescription,
  condition?: Precondition,
): Promise<Result<Outcome>> {
  const valid = verified('ConceptDescription', concept);
  if (!valid.ok) return valid;
  if (concept.id !== id) return refuse('twin.id-mismatch', { body: concept.id, address: id });
  return transact<Outcome>(store.database, async (writer) => {
    const row = await writer.get<ConceptRow>(selectOne, [id]);
    const etags = row === undefined ? [] : [storedJson(row.doc).etag];
    const holds = checkPrecondition(condition, 'concept description', etags);
    if (!holds.ok) return holds;
    if (row === undefined) await insertConcept(store, writer, concept);
    else await replaceConcept(store, writer, row.pk, concept);
    return ok(row === undefined ? 'created' : 'updated');
  });
}

async function remove(
  store: TwinStore,
  id: string,
  condition?: Precondition,
): Promise<Result<void>> {
  return transact<void>(store.database, async (writer) => {
    const row = await writer.get<ConceptRow>(selectOne, [id]);
    if (row === undefined) return notFound('concept description', id);
    const holds = checkPrecondition(condition, 'concept description', [storedJson(row.doc).etag]);
    if (!holds.ok) return holds;
    await writer.run('DELETE FROM twin_concept WHERE pk = ?', [row.pk]);
    await announce(store, writer, 'deleted', id);
    return ok(undefined);
  });
}
