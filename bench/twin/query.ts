/**
 * A query on semanticId and value over 1,000,000 elements that finds 100 submodels, beside one
 * indexed row read from the same SQLite file. Both in this process, without HTTP, in turns.
 */

import { unwrap } from '#base';
import { type Measurement, median, row } from '../measurement.ts';
import { openSeeded } from './open-seeded.ts';
import { seedMeasurements, semanticId, submodelId, writeSubmodels } from './seed.ts';

const submodelCount = 100_000;
const elementsEach = 10;
const hits = 100;
const repeats = 300;
/** The seed spreads 200 semantic ids over all elements; the elements of one count upwards. */
const valuesPerSemanticId = (submodelCount * elementsEach) / 200;

export const query: Measurement = {
  name: 'query',
  async measure(context) {
    const { twins, database, close } = await openSeeded(context.folder);
    context.say(`seeding ${submodelCount * elementsEach} elements`);
    await writeSubmodels(twins, 0, submodelCount, (n) => seedMeasurements(n, elementsEach));
    const times = { whole: [] as number[], ids: [] as number[], row: [] as number[] };
    for (let turn = -30; turn < repeats; turn += 1) {
      const from = (Math.abs(turn) * 37) % (valuesPerSemanticId - hits);
      for (const select of ['whole', 'ids'] as const) {
        const startedAt = performance.now();
        const page = unwrap(
          await twins.query.queryJson('submodels', question(from, select), { limit: hits }),
        );
        if (turn >= 0) times[select].push((performance.now() - startedAt) * 1000);
        if (page.items.length !== hits) throw new Error(`${page.items.length} hits`);
      }
      const startedAt = performance.now();
      const id = submodelId(Math.abs(turn) * 31);
      const found = await database.get('SELECT pk, id FROM twin_submodel WHERE id = ?', [id]);
      if (turn >= 0) times.row.push((performance.now() - startedAt) * 1000);
      if (found === undefined) throw new Error('the row was not found');
    }
    await close();
    const baseline = { what: 'one indexed row', measured: median(times.row) };
    const bar = { of: 'ratio', is: 'at most', value: 50 } as const;
    const name = `query over ${submodelCount * elementsEach} elements, ${hits} hits`;
    return [
      row(`${name}, ids`, 'µs', median(times.ids), baseline, bar),
      row(`${name}, whole submodels`, 'µs', median(times.whole), baseline, bar),
    ];
  },
};

/** The elements of one semantic id, of which a hundred lie in the window of values. */
function question(from: number, select: 'whole' | 'ids'): unknown {
  const semantic = { $field: '$sme#semanticId' };
  const value = { $field: '$sme#value' };
  return {
    ...(select === 'ids' ? { $select: 'id' } : {}),
    $condition: {
      $match: [
        { $eq: [semantic, { $strVal: semanticId(3) }] },
        { $ge: [value, { $numVal: from }] },
        { $lt: [value, { $numVal: from + hits }] },
      ],
    },
  };
}
