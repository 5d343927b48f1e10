/** The XSD types: literals that they have and those that they do not. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type DataTypeDefXsd, enumerations, isXsdValue } from './index.ts';

interface Row {
  readonly is: readonly string[];
  readonly isNot: readonly string[];
}

const integers = (min: string, below: string, max: string, above: string): Row => ({
  is: [min, max, `0${max}`],
  isNot: [below, above, '', '1.0', '1e3', '--1', ' 1', '1\n', '٣'],
});

/** XML Schema part 2, second edition; the section of each type is 3.2 or 3.3. */
const rows: Readonly<Record<DataTypeDefXsd, Row>> = {
  'xs:string': { is: ['', 'any\ntext'], isNot: [] },
  'xs:boolean': { is: ['true', 'false', '1', '0'], isNot: ['', 'True', 'yes', '2', ' true'] },
  'xs:decimal': {
    is: ['0', '-1.23', '+100000.00', '.5', '00012', '126789672374892739424.543233'],
    isNot: ['', '.', '5.', '1e3', 'INF', '1,5', '+-1'],
  },
  'xs:float': {
    is: ['1', '.5', '1.', '-1E4', '+12.78e-2', 'INF', '-INF', 'NaN', '3.4028234663852886e38'],
    isNot: ['', '+INF', 'nan', 'inf', '1e', '1e39', '-3.5e38', '0x1p3', '1 '],
  },
  'xs:double': {
    is: ['1', '1e308', '4.9e-324', '0.0000001e-400', '-0', 'INF', '-INF', 'NaN'],
    isNot: ['', '1e309', '-1.8e308', 'Infinity', '.', 'e5', '1e1.5'],
  },
  'xs:integer': {
    is: ['0', '-0', '+5', '-126789675432332938792837429837429837429'],
    isNot: ['', '+', '1.0', '1_000', '1e3'],
  },
  'xs:long': integers(
    '-9223372036854775808',
    '-9223372036854775809',
    '9223372036854775807',
    '9223372036854775808',
  ),
  'xs:int': integers('-2147483648', '-2147483649', '2147483647', '2147483648'),
  'xs:short': integers('-32768', '-32769', '32767', '32768'),
  'xs:byte': integers('-128', '-129', '127', '128'),
  'xs:nonNegativeInteger': {
    is: ['0', '-0', '7345683746578364857368475638745'],
    isNot: ['-1', ''],
  },
  'xs:positiveInteger': { is: ['1', '+007', '9'.repeat(40)], isNot: ['0', '-0', '-1', ''] },
  'xs:nonPositiveInteger': { is: ['0', '+0', `-${'9'.repeat(40)}`], isNot: ['1', ''] },
  'xs:negativeInteger': { is: ['-1', '-007'], isNot: ['0', '-0', '1', ''] },
  'xs:unsignedLong': integers('0', '-1', '18446744073709551615', '18446744073709551616'),
  'xs:unsignedInt': integers('0', '-1', '4294967295', '4294967296'),
  'xs:unsignedShort': integers('0', '-1', '65535', '65536'),
  'xs:unsignedByte': integers('0', '-1', '255', '256'),
  'xs:date': {
    is: [
      '2000-02-29',
      '2000-01-01Z',
      '2000-01-01+12:05',
      '-0005-02-29',
      '12004-02-29',
      '-12001-01-31',
    ],
    isNot: [
      '',
      '1900-02-29',
      '2023-02-29',
      '2023-04-31',
      '0000-01-01',
      '2000-13-01',
      '2000-1-1',
      '02000-01-01',
      '2000-01-01+14:01',
      '-0004-02-29',
    ],
  },
  'xs:dateTime': {
    is: [
      '2000-01-01T14:23:00',
      '2000-01-01T14:23:00.66372+14:00',
      '2000-01-01T24:00:00.000Z',
      '-0001-02-29T00:00:00',
    ],
    isNot: [
      '',
      '2000-01-01',
      '2000-01-01T24:00:01',
      '2000-01-01T25:00:00',
      '2000-01-01T14:60:00',
      '2000-01-01T14:23',
      '2000-01-01 14:23:00',
      '2021-02-29T01:00:00',
      '2000-01-01T14:23:60',
    ],
  },
  'xs:time': {
    is: ['14:23:00', '14:23:00.527634Z', '14:23:00+03:00', '24:00:00'],
    isNot: ['', '14:23', '24:00:01', '14:23:60', '1:00:00'],
  },
  'xs:duration': {
    is: ['P30D', '-P1Y2M3DT1H', 'PT1H5M0S', 'PT0.5S', 'P1M', 'PT1M'],
    isNot: ['', 'P', 'PT', 'P1', 'P1S', 'P1DT', '1D', 'P-1D', 'PT.5S', 'PT5.S', 'P1D1Y', 'PT1.5H'],
  },
  'xs:gYear': {
    is: ['2000', '2000+03:00', '-12000'],
    isNot: ['', '200', '0000', '02000', '2000+25:00'],
  },
  'xs:gYearMonth': {
    is: ['2000-01', '2000-12Z'],
    isNot: ['', '2000-13', '2000-1', '2000', '0000-01'],
  },
  'xs:gMonth': { is: ['--04', '--04+03:00'], isNot: ['', '--13', '04', '--4', '--04--'] },
  'xs:gMonthDay': {
    is: ['--01-01', '--02-29', '--12-31Z'],
    isNot: ['', '--02-30', '--04-31', '01-01'],
  },
  'xs:gDay': { is: ['---04', '---31+03:00'], isNot: ['', '---32', '---00', '--04'] },
  'xs:hexBinary': { is: ['', '6b756D'], isNot: ['6', '6g', '6b 75', '0x6b'] },
  'xs:base64Binary': {
    is: ['', 'SGVsbG8sIFdvcmxkIQ==', 'QUI=', 'Q U J D', '0F+40A=='],
    isNot: ['Q', 'QQ', 'QQ=', 'QUJD ', 'QUI', 'QR==', 'QUJ=', '====', 'Q-Jj', 'QQ==QQ=='],
  },
  'xs:anyURI': {
    is: [
      '',
      'http://customer.com/demo/aas/1/1/1234859590',
      'urn:example:company:1.0.0',
      '../a/b?c#d',
      '//host:80',
      'http://[2001:db8::7]/c',
      'http://[::ffff:1.2.3.4]',
      'mailto:a@b',
      'http://exämple.org/ü',
      '#f',
      'a%20b',
    ],
    isNot: [
      'a b',
      'http://a#b#c',
      'f% rag',
      '%4',
      ':a',
      '1a:b',
      'http://[1:2]',
      'http://[::1',
      'http://a:b',
      '<x>',
      'a\\b',
      'http://[1.2.3.4::]',
    ],
  },
};

for (const type of enumerations.DataTypeDefXsd) {
  test(`${type} has the literals and values of XML Schema`, () => {
    for (const text of rows[type].is)
      assert.ok(isXsdValue(type, text), `${JSON.stringify(text)} is`);
    for (const text of rows[type].isNot) {
      assert.ok(!isXsdValue(type, text), `${JSON.stringify(text)} is not`);
    }
  });
}

test('any text, however long or strange, is judged for any type', () => {
  const repeated = fc.constantFrom('a', '-', '.', ':', '/', '%20', '[', '0', 'A ');
  const text = fc.oneof(
    fc.string(),
    repeated.map((each) => each.repeat(50_000)),
  );
  fc.assert(
    fc.property(fc.constantFrom(...enumerations.DataTypeDefXsd), text, (type, each) => {
      assert.equal(typeof isXsdValue(type, each), 'boolean');
    }),
    { numRuns: 500 },
  );
});

test('a value of many megabytes is judged like a short one', () => {
  assert.ok(isXsdValue('xs:base64Binary', 'QUJD'.repeat(4_000_000)));
  assert.ok(!isXsdValue('xs:base64Binary', `${'QUJD'.repeat(4_000_000)}QQ`));
  assert.ok(isXsdValue('xs:anyURI', `urn:${'%20'.repeat(4_000_000)}`));
  assert.ok(!isXsdValue('xs:anyURI', `urn:${'%20'.repeat(4_000_000)}%`));
  assert.ok(!isXsdValue('xs:int', `${'0'.repeat(8_000_000)}x`));
  assert.ok(isXsdValue('xs:int', `${'0'.repeat(8_000_000)}7`));
});
