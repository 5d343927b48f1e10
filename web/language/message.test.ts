/** The message format: what it says, and that malformed messages are refused. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFormats } from './formats.ts';
import type { LanguageCode } from './languages.ts';
import { parseMessage } from './message.ts';
import { type MessageValues, translateParts, translateText } from './translate.ts';

function say(source: string, values: MessageValues = {}, language: LanguageCode = 'en'): string {
  const formats = createFormats(language, { timeZone: 'UTC' });
  return translateText(parseMessage(source), values, { language, formats });
}

test('values are put in their places', () => {
  assert.equal(say('Node {name}', { name: 'altobrembo' }), 'Node altobrembo');
  assert.equal(say('{n, number} of {m}', { n: 12845.5, m: 3 }, 'it'), '12.845,5 of 3');
  assert.equal(say('coverage {share, percent}', { share: 0.64 }), 'coverage 64%');
});

test('a plural takes the category of its language, and exact numbers before it', () => {
  const source = '{n, plural, =0 {нет} one {# станок} few {# станка} many {# станков} other {—}}';
  const said = [0, 1, 2, 5, 11, 21, 22, 25].map((n) => say(source, { n }, 'ru'));
  assert.deepEqual(said, [
    'нет',
    '1 станок',
    '2 станка',
    '5 станков',
    '11 станков',
    '21 станок',
    '22 станка',
    '25 станков',
  ]);
});

test('Uzbek nouns do not change after a number', () => {
  assert.equal(say('{n, plural, other {# ta dastgoh}}', { n: 1 }, 'uz'), '1 ta dastgoh');
  assert.equal(say('{n, plural, other {# ta dastgoh}}', { n: 5 }, 'uz'), '5 ta dastgoh');
});

test('a plural inside a select keeps its own number', () => {
  const source = '{kind, select, file {{n, plural, one {# file} other {# files}}} other {things}}';
  assert.equal(say(source, { kind: 'file', n: 2 }), '2 files');
  assert.equal(say(source, { kind: 'else', n: 2 }), 'things');
});

test('tags keep their content and their order', () => {
  const formats = createFormats('en');
  const parts = translateParts(
    parseMessage('Open <b>{place}</b> now'),
    { place: 'Network' },
    { language: 'en', formats },
  );
  assert.deepEqual(parts, ['Open ', { tag: 'b', parts: ['Network'] }, ' now']);
});

test('in Arabic inserted values are isolated, so that they reorder nothing', () => {
  assert.equal(say('العقدة {name}', { name: 'a.example' }, 'ar'), 'العقدة \u2068a.example\u2069');
  assert.equal(say('{n, number} د', { n: -2.5 }, 'ar'), '\u2066\u22122.5\u2069 د');
  assert.equal(say('{n, number} د', { n: 5 }, 'ar'), '5 د');
});

test('a missing value is a fault of the program', () => {
  assert.throws(() => say('Node {name}'), /needs a value for “name”/);
});

test('malformed messages are refused', () => {
  for (const source of [
    '{',
    '{name',
    '}',
    '{n, plural, one {a}}',
    '{n, colour}',
    '<b>x',
    '{n, plural, other {a}',
    '{, number}',
  ]) {
    assert.throws(() => parseMessage(source), /message “/, source);
  }
});
