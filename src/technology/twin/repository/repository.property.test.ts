/**
 * Random sequences of operations leave the repository and a naive model (documents in maps, paths
 * walked by the model's own functions) with the same content and the same refusals.
 */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Result, unwrap } from '#base';
import {
  applyValue,
  type Container,
  canHaveChildren,
  childrenOf,
  findElement,
  formatPath,
  type PathSegment,
  parsePath,
  type Shell,
  type Submodel,
  type SubmodelElement,
  toPaths,
  toValue,
  withChildren,
} from '../model/index.ts';
import type { Twins } from './port.ts';
import { openTestTwins, type TestTwins } from './testing.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const ids = ['urn:1', 'urn:2', 'urn:3'];
const idShorts = ['aa', 'bb', 'cc', 'dd'];
const pick = <T>(values: readonly T[]) => fc.constantFrom(...values);

const leaf: fc.Arbitrary<SubmodelElement> = fc.oneof(
  fc.record(
    {
      modelType: fc.constant('Property' as const),
      valueType: fc.constant('xs:int' as const),
      value: fc.nat(99).map(String),
    },
    { requiredKeys: ['modelType', 'valueType'] },
  ),
  fc.record({
    modelType: fc.constant('MultiLanguageProperty' as const),
    value: pick(['x', 'y']).map((text) => [{ language: 'de', text }]),
  }),
  fc.record({
    modelType: fc.constant('Range' as const),
    valueType: fc.constant('xs:int' as const),
    min: fc.nat(9).map(String),
    max: fc.nat(9).map(String),
  }),
);

const element = fc.letrec<{ any: SubmodelElement }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc
      .array(tie('any'), { maxLength: 3 })
      .map((children) =>
        withChildren({ modelType: 'SubmodelElementCollection' as const }, named(children)),
      ),
    fc.array(fc.nat(99), { maxLength: 3 }).map((numbers) => list(numbers)),
    fc.array(tie('any'), { maxLength: 2 }).map((children) => {
      const entity = { modelType: 'Entity' as const, entityType: 'CoManagedEntity' as const };
      return withChildren(entity, named(children));
    }),
  ),
})).any;

function named(children: readonly SubmodelElement[]): readonly SubmodelElement[] {
  return children.map((child, index) => ({ ...child, idShort: idShorts[index] ?? '' }));
}

function list(numbers: readonly number[]): SubmodelElement {
  const empty = {
    modelType: 'SubmodelElementList' as const,
    typeValueListElement: 'Property',
    valueTypeListElement: 'xs:int' as const,
  };
  const items = numbers.map((number): SubmodelElement => {
    return { modelType: 'Property', valueType: 'xs:int', value: String(number) };
  });
  return withChildren(empty, items);
}

const submodel = fc
  .tuple(pick(ids), fc.array(element, { maxLength: 4 }))
  .map(([id, elements]): Submodel => withChildren({ modelType: 'Submodel', id }, named(elements)));
const shell = fc
  .tuple(pick(ids), fc.uniqueArray(pick(ids)), pick(['x', 'y']))
  .map(([id, submodels, serial]): Shell => {
    const references = submodels.map((value) => {
      return { type: 'ModelReference' as const, keys: [{ type: 'Submodel', value }] };
    });
    const specificAssetIds = [{ name: 'serial', value: serial }];
    return {
      modelType: 'AssetAdministrationShell',
      id,
      assetInformation: { assetKind: 'Instance', globalAssetId: `${id}/asset`, specificAssetIds },
      ...(references.length > 0 ? { submodels: references } : {}),
    };
  });

type Operation =
  | { readonly do: 'createSubmodel' | 'putSubmodel'; readonly submodel: Submodel }
  | { readonly do: 'createShell' | 'putShell'; readonly shell: Shell }
  | { readonly do: 'deleteSubmodel' | 'deleteShell'; readonly id: string }
  | {
      readonly do: 'createElement' | 'putElement' | 'deleteElement' | 'patchValue';
      readonly id: string;
      /** Which of the paths that are there. */
      readonly at: number;
      readonly element: SubmodelElement;
      readonly value: number;
    };

const elementOperation = fc.record({
  do: pick(['createElement', 'putElement', 'deleteElement', 'patchValue', 'patchValue'] as const),
  id: pick(ids),
  at: fc.nat(1000),
  element: fc.tuple(element, pick(idShorts)).map(([of, idShort]) => ({ ...of, idShort })),
  value: fc.nat(99),
});
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ do: pick(['createSubmodel', 'putSubmodel'] as const), submodel }),
  fc.record({ do: pick(['createShell', 'putShell'] as const), shell }),
  fc.record({ do: pick(['deleteSubmodel', 'deleteShell'] as const), id: pick(ids) }),
  { weight: 6, arbitrary: elementOperation },
);

/** First there is something at each id, so that most of the rest finds what it speaks of. */
const sequence = fc
  .tuple(
    fc.tuple(submodel, submodel, submodel),
    fc.array(operation, { minLength: 10, maxLength: 30 }),
  )
  .map(([first, rest]): readonly Operation[] => {
    const filled = ids.map((id, index): Operation => {
      return { do: 'putSubmodel', submodel: { ...(first[index] as Submodel), id } };
    });
    return [...filled, ...rest];
  });

/** The naive model. Each method gives whether it was done. */
class Naive {
  readonly submodels = new Map<string, Submodel>();
  readonly shells = new Map<string, Shell>();

  apply(step: Operation): boolean {
    switch (step.do) {
      case 'createSubmodel':
        if (this.submodels.has(step.submodel.id)) return false;
        this.submodels.set(step.submodel.id, step.submodel);
        return true;
      case 'putSubmodel':
        this.submodels.set(step.submodel.id, step.submodel);
        return true;
      case 'createShell':
        if (this.shells.has(step.shell.id)) return false;
        this.shells.set(step.shell.id, step.shell);
        return true;
      case 'putShell':
        this.shells.set(step.shell.id, step.shell);
        return true;
      case 'deleteSubmodel':
        return this.submodels.delete(step.id);
      case 'deleteShell':
        return this.shells.delete(step.id);
      default:
        return this.#applyToElement(step);
    }
  }

  #applyToElement(step: Extract<Operation, { readonly at: number }>): boolean {
    const of = this.submodels.get(step.id);
    if (of === undefined) return false;
    const changed = changedAt(of, segmentsOf(pathFor(this, step)), step);
    if (changed === undefined) return false;
    this.submodels.set(step.id, changed);
    return true;
  }
}

/** The path that an operation means, in what is there now. */
function pathFor(naive: Naive, step: Extract<Operation, { readonly at: number }>): string {
  const of = naive.submodels.get(step.id);
  const paths = of === undefined ? [] : toPaths(of);
  if (step.do === 'createElement') return ['', ...paths][step.at % (paths.length + 1)] ?? '';
  return [...paths, 'missing.path'][step.at % (paths.length + 1)] ?? 'missing.path';
}

function segmentsOf(path: string): readonly PathSegment[] {
  return path === '' ? [] : unwrap(parsePath(path) as Result<readonly PathSegment[]>);
}

/** What a list's items are like, and what has a name elsewhere. */
function fitted(parent: Container, of: SubmodelElement): SubmodelElement {
  if (parent.modelType !== 'SubmodelElementList') return of;
  return { modelType: 'Property', valueType: 'xs:int', value: '7' };
}

function changedAt(
  container: Container,
  path: readonly PathSegment[],
  step: Extract<Operation, { readonly at: number }>,
): Submodel | undefined {
  const root = container as Submodel;
  const target = path.length === 0 ? root : findElement(root, path);
  if (target === undefined) return undefined;
  if (step.do === 'createElement') {
    if (!canHaveChildren(target)) return undefined;
    const added = fitted(target, step.element);
    const isTaken = childrenOf(target).some(({ idShort }) => idShort === added.idShort);
    if (added.idShort !== undefined && isTaken) return undefined;
    return replaced(root, path, withChildren(target, [...childrenOf(target), added]));
  }
  if (step.do === 'patchValue') {
    const applied = applyValue(target, step.value);
    return applied.ok ? replaced(root, path, applied.value) : undefined;
  }
  const above = path.slice(0, -1);
  const parent: Container | undefined = above.length === 0 ? root : findElement(root, above);
  if (parent === undefined) return undefined;
  const put = { ...fitted(parent, step.element), idShort: (target as SubmodelElement).idShort };
  const children = childrenOf(parent).flatMap((child) => {
    if (child !== target) return [child];
    return step.do === 'deleteElement' ? [] : [put];
  });
  return replaced(root, above, withChildren(parent, children));
}

function replaced(root: Submodel, path: readonly PathSegment[], by: Container): Submodel {
  if (path.length === 0) return by as Submodel;
  const above = path.slice(0, -1);
  const parent = above.length === 0 ? root : (findElement(root, above) as Container);
  const old = findElement(root, path);
  const children = childrenOf(parent).map((child) =>
    child === old ? (by as SubmodelElement) : child,
  );
  return replaced(root, above, withChildren(parent, children));
}

async function applyToTwins(twins: Twins, naive: Naive, step: Operation): Promise<boolean> {
  const { submodels, shells } = twins;
  switch (step.do) {
    case 'createSubmodel':
      return (await submodels.create(step.submodel)).ok;
    case 'putSubmodel':
      return (await submodels.put(step.submodel.id, step.submodel)).ok;
    case 'createShell':
      return (await shells.create(step.shell)).ok;
    case 'putShell':
      return (await shells.put(step.shell.id, step.shell)).ok;
    case 'deleteSubmodel':
      return (await submodels.delete(step.id)).ok;
    case 'deleteShell':
      return (await shells.delete(step.id)).ok;
    default: {
      const path = pathFor(naive, step);
      const of = naive.submodels.get(step.id);
      const segments = segmentsOf(path);
      const found = of && (segments.length === 0 ? of : findElement(of, segments));
      const above = segments.slice(0, -1);
      const parent = of && (above.length === 0 ? of : findElement(of, above));
      if (step.do === 'createElement') {
        const added = found === undefined ? step.element : fitted(found, step.element);
        return (await submodels.createElement(step.id, path === '' ? undefined : path, added)).ok;
      }
      if (step.do === 'deleteElement') return (await submodels.deleteElement(step.id, path)).ok;
      if (step.do === 'patchValue') {
        return (await submodels.patchValue(step.id, path, step.value)).ok;
      }
      const put = parent === undefined ? step.element : fitted(parent, step.element);
      const idShort = (found as SubmodelElement | undefined)?.idShort;
      const body = JSON.parse(JSON.stringify({ ...put, idShort }));
      return (await submodels.putElement(step.id, path, body)).ok;
    }
  }
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value ?? null));

async function compare(twins: Twins, naive: Naive): Promise<void> {
  for (const id of ids) {
    const known = naive.submodels.get(id);
    const stored = await twins.submodels.getJson(id);
    assert.equal(stored.ok, known !== undefined);
    if (known !== undefined) {
      assert.deepEqual(JSON.parse(unwrap(stored).json.toString()), plain(known));
      await compareElements(twins, known);
    }
    const descriptor = await twins.registry.getSubmodel(id);
    assert.equal(descriptor.ok, known !== undefined);
    await compareShell(twins, naive, id);
  }
  for (const value of ['x', 'y']) {
    const found = unwrap(await twins.discovery.search([{ name: 'serial', value }], { limit: 9 }));
    const expected = [...naive.shells.values()]
      .filter((one) => one.assetInformation.specificAssetIds?.[0]?.value === value)
      .map(({ id }) => id);
    assert.deepEqual([...found.items].sort(), expected.sort());
  }
}

async function compareElements(twins: Twins, known: Submodel): Promise<void> {
  for (const path of toPaths(known)) {
    const segments = unwrap(parsePath(path) as Result<readonly PathSegment[]>);
    assert.equal(formatPath(segments), path);
    const element = findElement(known, segments) as SubmodelElement;
    const stored = unwrap(await twins.submodels.getElement(known.id, path));
    assert.deepEqual(plain(stored.value), plain(element), path);
    const value = unwrap(await twins.submodels.getValueJson(known.id, path));
    assert.deepEqual(JSON.parse(value.json.toString()), plain(toValue(element)), path);
  }
  const listed = unwrap(await twins.submodels.listElements(known.id, { limit: 100 }));
  assert.deepEqual(plain(listed.items), plain(known.submodelElements ?? []));
}

async function compareShell(twins: Twins, naive: Naive, id: string): Promise<void> {
  const known = naive.shells.get(id);
  const stored = await twins.shells.get(id);
  assert.equal(stored.ok, known !== undefined);
  const descriptor = await twins.registry.getShell(id);
  assert.equal(descriptor.ok, known !== undefined);
  if (known === undefined) return;
  assert.deepEqual(unwrap(stored).value, known);
  const hosted = (known.submodels ?? [])
    .map(({ keys }) => keys[0]?.value ?? '')
    .filter((submodelId) => naive.submodels.has(submodelId));
  const described = unwrap(descriptor).submodelDescriptors ?? [];
  assert.deepEqual(
    described.map((one) => one.id),
    hosted,
  );
}

/** When everything is deleted, nothing stays behind in any table but the terms. */
async function leavesNothing({ twins, database }: TestTwins, naive: Naive): Promise<void> {
  for (const id of naive.shells.keys()) unwrap(await twins.shells.delete(id));
  for (const id of naive.submodels.keys()) unwrap(await twins.submodels.delete(id));
  const tables = await database.all<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'twin%'
     AND name <> 'twin_term' AND name NOT LIKE 'twin_search%'`,
  );
  assert.ok(tables.length > 10);
  for (const { name } of tables) {
    assert.deepEqual(await database.all(`SELECT * FROM ${name} LIMIT 1`), [], name);
  }
}

describe('the repository', () => {
  it(`does what a naive model does, whatever is asked of it (seed ${seed})`, async () => {
    let done = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(sequence, async (steps) => {
        const opened = await openTestTwins();
        const naive = new Naive();
        try {
          for (const step of steps) {
            const stored = await applyToTwins(opened.twins, naive, step);
            assert.equal(stored, naive.apply(step), JSON.stringify(step));
            if (stored) done += 1;
            else refused += 1;
            await compare(opened.twins, naive);
          }
          await leavesNothing(opened, naive);
        } finally {
          await opened.close();
        }
      }),
      { seed, numRuns: 20 },
    );
    assert.ok(done > 200 && refused > 50, `${done} done, ${refused} refused`);
  });
});
