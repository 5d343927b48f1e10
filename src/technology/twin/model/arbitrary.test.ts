/** The generators of test data make what they promise. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { arbitraryElement, arbitraryEnvironment } from './arbitrary.ts';
import { arbitraryXsdType, arbitraryXsdValue } from './arbitrary-values.ts';
import { choices, classes, isXsdValue, verify } from './index.ts';

test('arbitrary literals are of their types', () => {
  const literal = arbitraryXsdType.chain((type) =>
    fc.tuple(fc.constant(type), arbitraryXsdValue(type)),
  );
  const isOfType = fc.property(literal, ([type, text]) => isXsdValue(type, text));
  fc.assert(isOfType, { numRuns: 1000 });
});

test('verification accepts arbitrary valid environments', () => {
  fc.assert(
    fc.property(arbitraryEnvironment, (environment) => {
      assert.deepEqual(verify('Environment', environment), []);
    }),
    { numRuns: 150 },
  );
});

test('arbitrary elements are of every class, with every attribute', () => {
  const seen = new Set<string>();
  for (const element of fc.sample(arbitraryElement, { numRuns: 1500, seed: 1 })) {
    for (const attribute of Object.keys(element)) seen.add(`${element.modelType}/${attribute}`);
  }
  const missing = choices.SubmodelElement.flatMap((name) =>
    Object.keys(classes[name].attributes)
      .map((attribute) => `${name}/${attribute}`)
      .filter((each) => !seen.has(each)),
  );
  assert.deepEqual(missing, []);
});
