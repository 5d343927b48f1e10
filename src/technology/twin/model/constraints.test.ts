/** Each constraint of the catalogue, shown by an object that satisfies it and one that does not. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concepts } from './constraint-examples/concepts.ts';
import { elements } from './constraint-examples/elements.ts';
import { forms } from './constraint-examples/forms.ts';
import { objects } from './constraint-examples/objects.ts';
import { references } from './constraint-examples/references.ts';
import { constraints, verify } from './index.ts';

const rows = [...elements, ...objects, ...references, ...concepts, ...forms];

for (const { id, satisfying, violating, at } of rows) {
  test(`${id} is found at ${at === '' ? 'the object' : at.slice(-60)}`, () => {
    assert.deepEqual(verify(...satisfying), []);
    const found = verify(...violating).filter((each) => each.constraint === id);
    assert.deepEqual(
      found.map((each) => each.path),
      [at],
    );
    assert.match(found[0]?.message ?? '', /^.{10,}[.]$/);
  });
}

test('every constraint that is said to be judged has an example that breaks it', () => {
  const judged = constraints.filter((each) => each.unchecked === undefined).map(({ id }) => id);
  const shown = new Set(rows.map(({ id }) => id));
  assert.deepEqual(
    judged.filter((id) => !shown.has(id)),
    [],
  );
  assert.equal(new Set(constraints.map(({ id }) => id)).size, constraints.length);
});

test('no violation names a constraint that the catalogue does not have', () => {
  const known = new Set(constraints.map(({ id }) => id));
  for (const { violating } of rows) {
    for (const { constraint } of verify(...violating)) assert.ok(known.has(constraint), constraint);
  }
});
