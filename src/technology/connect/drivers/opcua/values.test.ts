/** OPC UA's values and the plain ones: nothing changes on the way there and back. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DataType, DataValue, StatusCodes, Variant, VariantArrayType } from 'node-opcua-client';
import { toPlain, toSample, toVariant } from './values.ts';

const options = { seed: 20_260_102 };

function thereAndBack(value: string | number | boolean, dataType: DataType): unknown {
  const variant = toVariant(value, dataType);
  return variant === undefined ? undefined : toPlain(variant);
}

test('numbers, truths and texts come back as they went', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      assert.equal(thereAndBack(value, DataType.Double), value);
    }),
    options,
  );
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
      assert.equal(String(thereAndBack(String(value), DataType.Int64)), String(value));
    }),
    options,
  );
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (value) => {
      assert.equal(String(thereAndBack(String(value), DataType.UInt64)), String(value));
    }),
    options,
  );
  fc.assert(
    fc.property(fc.integer(), fc.boolean(), fc.string(), (integer, truth, text) => {
      assert.equal(thereAndBack(integer, DataType.Int32), integer);
      assert.equal(thereAndBack(truth, DataType.Boolean), truth);
      assert.equal(thereAndBack(text, DataType.String), text);
    }),
    options,
  );
  for (const name of ['NaN', 'INF', '-INF']) {
    assert.equal(thereAndBack(name, DataType.Double), name);
  }
  assert.equal(
    thereAndBack('2026-03-12T11:42:00.000Z', DataType.DateTime),
    '2026-03-12T11:42:00.000Z',
  );
});

test('what is not of the machine’s type is refused, not bent', () => {
  for (const [value, dataType] of [
    [1.5, DataType.Int32],
    [300, DataType.Byte],
    [-1, DataType.UInt32],
    ['ten', DataType.Double],
    ['', DataType.Double],
    ['yes', DataType.Boolean],
    ['18446744073709551616', DataType.UInt64],
    ['soon', DataType.DateTime],
    [1, DataType.ExtensionObject],
  ] as const) {
    assert.equal(toVariant(value, dataType), undefined, `${value} as ${DataType[dataType]}`);
  }
});

test('arrays come as lists, matrices and structures as bad', () => {
  const list = new Variant({
    dataType: DataType.Double,
    arrayType: VariantArrayType.Array,
    value: new Float64Array([1, 2.5]),
  });
  assert.deepEqual(toPlain(list), [1, 2.5]);
  const matrix = new Variant({
    dataType: DataType.Double,
    arrayType: VariantArrayType.Matrix,
    dimensions: [1, 2],
    value: new Float64Array([1, 2]),
  });
  const sample = toSample('a', new DataValue({ value: matrix }), 5);
  assert.deepEqual(sample, { address: 'a', quality: 'bad', reason: 'NoPlainValue', atMs: 5 });
});

test('a single keeps its short decimal form', () => {
  const single = new Variant({ dataType: DataType.Float, value: Math.fround(0.1) });
  assert.equal(toPlain(single), 0.1);
});

test('quality and the machine’s own time come along', () => {
  const value = new Variant({ dataType: DataType.Double, value: 1 });
  const sourceTimestamp = new Date(1_000);
  const uncertain = new DataValue({
    value,
    sourceTimestamp,
    statusCode: StatusCodes.UncertainLastUsableValue,
  });
  assert.deepEqual(toSample('a', uncertain, 5), {
    address: 'a',
    value: 1,
    quality: 'uncertain',
    reason: 'UncertainLastUsableValue',
    atMs: 1_000,
  });
  const bad = new DataValue({ value, statusCode: StatusCodes.BadSensorFailure });
  assert.deepEqual(toSample('a', bad, 5), {
    address: 'a',
    quality: 'bad',
    reason: 'BadSensorFailure',
    atMs: 5,
  });
});
