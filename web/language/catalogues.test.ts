/** The message catalogues: complete, alike in all languages, and typographically right. */

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { type LanguageCode, languageCodes, languages } from './languages.ts';
import { type Message, parseMessage } from './message.ts';

const folder = path.resolve(import.meta.dirname, '../../content/messages');

type File = Readonly<Record<string, unknown>>;

function read(file: string): File {
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
}

const areas = globSync('en/*.json', { cwd: folder }).map((file) => path.basename(file));

interface Entry {
  readonly at: string;
  readonly code: LanguageCode;
  readonly key: string;
  readonly text: string;
  readonly message: Message;
}

const entries: readonly Entry[] = languageCodes.flatMap((code) =>
  areas.flatMap((area) =>
    Object.entries(read(`${code}/${area}`)).flatMap(([key, text]) =>
      key.startsWith('$') || typeof text !== 'string'
        ? []
        : [{ at: `${code}/${area} ${key}`, code, key, text, message: parseMessage(text) }],
    ),
  ),
);

function report(faults: readonly string[]): void {
  assert.equal(faults.length, 0, `\n${faults.join('\n')}`);
}

/** Names of values and tags in a message, each once, options included. */
function namesIn(message: Message): readonly string[] {
  const names = message.flatMap((piece): readonly string[] => {
    switch (piece.kind) {
      case 'text':
      case 'count':
        return [];
      case 'value':
        return [piece.name];
      case 'tag':
        return [`<${piece.name}>`, ...namesIn(piece.content)];
      case 'choice':
        return [piece.name, ...[...piece.options.values()].flatMap(namesIn)];
      default:
        return piece satisfies never;
    }
  });
  return [...new Set(names)].sort();
}

function choicesIn(message: Message): readonly Extract<Message[number], { kind: 'choice' }>[] {
  return message.flatMap((piece) => {
    if (piece.kind === 'tag') return choicesIn(piece.content);
    if (piece.kind !== 'choice') return [];
    return [piece, ...[...piece.options.values()].flatMap(choicesIn)];
  });
}

test('there are messages, in all areas and languages', () => {
  assert.ok(areas.length >= 3);
  assert.ok(entries.length > 6 * 100);
});

test('every language has the same areas and keys', () => {
  const faults: string[] = [];
  for (const code of languageCodes) {
    const own = globSync('*.json', { cwd: path.join(folder, code) });
    if (own.length !== areas.length) faults.push(`${code} has the areas ${own}, not ${areas}`);
    for (const area of areas) {
      const english = Object.keys(read(`en/${area}`));
      const keys = Object.keys(read(`${code}/${area}`));
      for (const key of english) if (!keys.includes(key)) faults.push(`${code}/${area}: no ${key}`);
      for (const key of keys)
        if (!english.includes(key)) faults.push(`${code}/${area}: also ${key}`);
    }
  }
  report(faults);
});

test('a key belongs to one area only', () => {
  const seen = new Set<string>();
  const twice = entries.filter(({ code, key }) => {
    const name = `${code} ${key}`;
    if (seen.has(name)) return true;
    seen.add(name);
    return false;
  });
  report(twice.map((entry) => entry.at));
});

test('every translation uses the values and tags of the English message', () => {
  const english = new Map(
    entries.filter(({ code }) => code === 'en').map((entry) => [entry.key, entry.message]),
  );
  report(
    entries.flatMap(({ at, key, message }) => {
      const wanted = namesIn(english.get(key) ?? []).join(' ');
      const used = namesIn(message).join(' ');
      return wanted === used ? [] : [`${at} uses “${used}”, English “${wanted}”`];
    }),
  );
});

test('a counted message has every plural category of its language, and no other', () => {
  report(
    entries.flatMap(({ at, code, message }) =>
      choicesIn(message).flatMap((choice) => {
        if (choice.by !== 'plural') return [];
        const wanted = [...languages[code].plurals].sort().join(' ');
        const given = [...choice.options.keys()].filter((key) => !key.startsWith('='));
        return given.sort().join(' ') === wanted ? [] : [`${at} has ${given}, needs ${wanted}`];
      }),
    ),
  );
});

test('selects have the same options in every language', () => {
  const optionsOf = (message: Message) =>
    choicesIn(message)
      .filter((choice) => choice.by === 'select')
      .map((choice) => [...choice.options.keys()].sort().join(' '))
      .join('; ');
  const english = new Map(
    entries
      .filter(({ code }) => code === 'en')
      .map(({ key, message }) => [key, optionsOf(message)]),
  );
  report(
    entries.flatMap(({ at, key, message }) =>
      optionsOf(message) === english.get(key) ? [] : [`${at}: ${optionsOf(message)}`],
    ),
  );
});

test('apostrophes are typographic, in Uzbek the letters oʻ, gʻ and the sign ʼ', () => {
  report(
    entries.flatMap(({ at, code, text }) => {
      if (/['`´]/.test(text)) return [`${at}: an ASCII apostrophe`];
      if (code === 'uz' && /[‘’]/.test(text)) return [`${at}: U+2018 or U+2019 in Uzbek`];
      return code === 'uz' && /[og]ʼ(?=[a-z])/i.test(text) ? [`${at}: oʼ or gʼ`] : [];
    }),
  );
});

test('no line may break between a number and its unit', () => {
  const units = 's|min|h|d|kW|kWh|kg|t|mm|MB|kB|GB|°C|daq|soat|kun|мин|ч|с|кВт|د|ث|س';
  const broken = new RegExp(`(\\d|\\}) (${units})(?![\\p{L}\\d])`, 'u');
  report(
    entries.flatMap(({ at, text }) => {
      const figures = text.replaceAll(/\{\w+(?!, (number|percent))[^{}]*\}/g, '');
      return broken.test(figures) ? [`${at}: “${text}”`] : [];
    }),
  );
});

test('letters belong to the language, and CO₂e has its subscript', () => {
  report(
    entries.flatMap(({ at, code, text }) => {
      const faults: string[] = [];
      if (/[А-Яа-яЁё]/.test(text) && code !== 'ru') faults.push(`${at}: a Cyrillic letter`);
      if (/[\u0600-\u06ff]/.test(text) && code !== 'ar' && !/عر/.test(text)) {
        faults.push(`${at}: an Arabic letter`);
      }
      if (/CO2/.test(text)) faults.push(`${at}: CO2 without its subscript`);
      if (/ {2}|^ | $/.test(text)) faults.push(`${at}: a space too many`);
      return faults;
    }),
  );
});

test('each file says whether a speaker has reviewed it, as the table of languages does', () => {
  report(
    languageCodes.flatMap((code) =>
      areas.flatMap((area) =>
        read(`${code}/${area}`).$reviewed === languages[code].reviewed ? [] : [`${code}/${area}`],
      ),
    ),
  );
});
