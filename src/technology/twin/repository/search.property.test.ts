/**
 * The list's filter against a naive one: whatever shells and submodels come, change and go, in any
 * order, every filter finds what looking through all of them finds, page by page.
 */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '#base';
import { type AssetKind, knownSubmodel, type Shell, type Submodel } from '../model/index.ts';
import type { TwinFilter, Twins } from './port.ts';
import { openTestTwins } from './testing.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const pick = <T>(values: readonly T[]) => fc.constantFrom(...values);

const kinds: readonly AssetKind[] = ['Instance', 'Type', 'Role', 'NotApplicable'];
const semanticIds = [
  'https://admin-shell.io/idta/nameplate/3/0/Nameplate',
  'https://admin-shell.io/ZVEI/nameplate/1/0',
  '0173-1#01-AHX837#002',
  'https://admin-shell.io/idta/CarbonFootprint/CarbonFootprint/0/9',
  'https://example.org/of-our-own',
  undefined,
];
const filters: readonly TwinFilter[] = [undefined, ...kinds].flatMap((kind) =>
  [undefined, 'nameplate', 'technical-data', 'carbon-footprint', 'time-series'].map(
    (has) => ({ kind, has }) as TwinFilter,
  ),
);

const shellIds = ['urn:a', 'urn:b', 'urn:c', 'urn:d', 'urn:e'];
const submodelIds = ['urn:1', 'urn:2', 'urn:3'];
const put = fc.oneof(
  fc.record({
    put: fc.constant('shell' as const),
    id: pick(shellIds),
    kind: pick(kinds),
    names: fc.shuffledSubarray(submodelIds),
    word: pick(['mill', 'lathe']),
  }),
  fc.record({
    put: pick(['submodel', 'metadata'] as const),
    id: pick(submodelIds),
    semanticId: pick(semanticIds),
  }),
);
const remove = fc.oneof(
  fc.record({ delete: fc.constant('shell' as const), id: pick(shellIds) }),
  fc.record({ delete: fc.constant('submodel' as const), id: pick(submodelIds) }),
);
const step = fc.oneof({ weight: 4, arbitrary: put }, { weight: 1, arbitrary: remove });
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

interface Naive {
  readonly shells: Map<string, Shell>;
  readonly submodels: Map<string, Submodel>;
}

async function apply({ shells, submodels }: Twins, naive: Naive, one: Step): Promise<void> {
  if ('delete' in one) {
    const isThere = naive[`${one.delete}s`].delete(one.id);
    const done = await (one.delete === 'shell' ? shells : submodels).delete(one.id);
    assert.equal(done.ok, isThere);
  } else if (one.put === 'shell') {
    const shell = shellOf(one.id, one.kind, one.names, one.word);
    unwrap(await shells.put(one.id, shell));
    naive.shells.set(one.id, shell);
  } else {
    const submodel = submodelOf(one.id, one.semanticId);
    if (one.put === 'submodel') unwrap(await submodels.put(one.id, submodel));
    else if (!(await submodels.putMetadata(one.id, submodel)).ok) return;
    naive.submodels.set(one.id, submodel);
  }
}

function fits(naive: Naive, shell: Shell, { kind, has }: TwinFilter, words: string): boolean {
  if (kind !== undefined && shell.assetInformation.assetKind !== kind) return false;
  if (!(shell.idShort ?? '').startsWith(words)) return false;
  const named = (shell.submodels ?? []).map(({ keys }) => keys[0]?.value ?? '');
  const isKnown = (id: string) => knownSubmodel(naive.submodels.get(id)?.semanticId) === has;
  return has === undefined || named.some((id) => naive.submodels.has(id) && isKnown(id));
}

async function foundBy(twins: Twins, filter: TwinFilter, words: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = unwrap(await twins.search.search(words, { limit: 2, cursor }, filter));
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return ids;
}

it(`every filter finds what looking through all of them finds (seed ${seed})`, async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40 }), async (steps) => {
      const opened = await openTestTwins();
      const naive: Naive = { shells: new Map(), submodels: new Map() };
      try {
        for (const one of steps) await apply(opened.twins, naive, one);
        for (const filter of filters) {
          for (const words of ['', 'mil']) {
            const ids = await foundBy(opened.twins, filter, words);
            const all = [...naive.shells.values()];
            const wanted = all.filter((shell) => fits(naive, shell, filter, words));
            assert.deepEqual(ids.toSorted(), wanted.map(({ id }) => id).toSorted());
            if (filter.has !== undefined) found += ids.length;
          }
        }
      } finally {
        await opened.close();
      }
    }),
    { seed, numRuns: 25 },
  );
  assert.ok(found > 50, `only ${found} were found by what they have`);
});

function shellOf(id: string, assetKind: AssetKind, names: readonly string[], word: string): Shell {
  return {
    modelType: 'AssetAdministrationShell',
    id,
    idShort: word,
    assetInformation: { assetKind, globalAssetId: `${id}:asset` },
    ...(names.length === 0 ? {} : { submodels: names.map(referenceTo) }),
  };
}

function referenceTo(value: string) {
  return { type: 'ModelReference' as const, keys: [{ type: 'Submodel' as const, value }] };
}

function submodelOf(id: string, semantic: string | undefined): Submodel {
  const keys = [{ type: 'GlobalReference' as const, value: semantic ?? '' }];
  const semanticId = { type: 'ExternalReference' as const, keys };
  return { modelType: 'Submodel', id, ...(semantic === undefined ? {} : { semanticId }) };
}
