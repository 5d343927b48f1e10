/** Numbers, per cent and dates against the table of the design. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createFormats } from './formats.ts';
import { chooseLanguage, type LanguageCode, languageCodes } from './languages.ts';

const noonMs = Date.UTC(2026, 2, 12, 11, 42, 8);
const nb = '\u00a0';

const expected: Readonly<
  Record<LanguageCode, readonly [number: string, four: string, percent: string, date: string]>
> = {
  it: ['12.845,5', '8240', '70,1%', '12 marzo 2026'],
  en: ['12,845.5', '8,240', '70.1%', '12 March 2026'],
  uz: [`12${nb}845,5`, `8${nb}240`, '70,1%', '2026-yil 12-mart'],
  ru: [`12${nb}845,5`, `8${nb}240`, `70,1${nb}%`, `12 марта 2026${nb}г.`],
  'pt-BR': ['12.845,5', '8.240', '70,1%', '12 de março de 2026'],
  ar: ['12,845.5', '8,240', '70.1%', '12 مارس 2026'],
};

for (const code of languageCodes) {
  test(`${code} writes numbers, shares and dates as the design says`, () => {
    const formats = createFormats(code, { timeZone: 'UTC' });
    const [number, four, percent, date] = expected[code];
    assert.equal(formats.number(12845.5), number);
    assert.equal(formats.number(8240), four);
    assert.equal(formats.percent(0.701), percent);
    assert.equal(formats.date(noonMs), date);
    assert.equal(formats.time(noonMs), '11:42');
    assert.equal(formats.time(noonMs, true), '11:42:08');
  });
}

test('weekdays in Uzbek are by rule, month names are lower case', () => {
  const formats = createFormats('uz', { timeZone: 'UTC' });
  assert.equal(formats.date(noonMs, 'weekday'), '12-mart, payshanba');
  assert.equal(formats.date(noonMs, 'short'), '12-mart');
});

test('a negative number has a true minus, a difference its sign', () => {
  const formats = createFormats('it');
  assert.equal(formats.number(-2), '\u22122');
  assert.equal(formats.number(5.9, { signed: true, decimals: 1 }), '+5,9');
  assert.equal(formats.number(-0.0001, { decimals: 1 }), '0,0');
});

test('small numbers are not rounded away, doubtful ones are not decorated', () => {
  const formats = createFormats('en');
  assert.equal(formats.number(0.000123456), '0.000123');
  assert.equal(formats.number(1.23456), '1.235');
  assert.equal(formats.number(61), '61');
  assert.equal(formats.number(Number.NaN), '—');
  assert.equal(formats.number(Number.NEGATIVE_INFINITY), '\u2212∞');
});

test('Arabic-Indic digits are a setting', () => {
  const formats = createFormats('ar', { arabicDigits: true, timeZone: 'UTC' });
  assert.equal(formats.number(12845.5), '١٢٬٨٤٥٫٥');
  assert.equal(formats.time(noonMs), '١١:٤٢');
});

test('a written number reads back as itself, in every language', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...languageCodes),
      fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
      (code, whole) => {
        const value = whole / 100;
        const written = createFormats(code).number(value, { decimals: 2 });
        const decimal = code === 'en' || code === 'ar' ? '.' : ',';
        const read = written
          .replace('\u2212', '-')
          .replace(decimal, '|')
          .replace(/[.,\u00a0]/g, '')
          .replace('|', '.');
        assert.equal(Number(read), value);
      },
    ),
  );
});

test('the first wish that the product can fulfil is taken', () => {
  assert.equal(chooseLanguage(['de-AT', 'pt-PT', 'it']), 'pt-BR');
  assert.equal(chooseLanguage(['uz-Latn-UZ']), 'uz');
  assert.equal(chooseLanguage(['ja']), 'en');
  assert.equal(chooseLanguage([]), 'en');
});
