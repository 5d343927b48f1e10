/** The demo's packages: the committed ones are what the build makes, and what they say is sound. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { demoMachines } from '#technology/connect';
import { knownSubmodel, verify } from '#technology/twin/model';
import { buildDemo } from './build.ts';
import { extractStructures } from './extract.ts';
import { readStructure } from './fill.ts';
import { cb01 } from './machines/cb-01.ts';
import { cm01 } from './machines/cm-01.ts';
import { em01 } from './machines/em-01.ts';
import { st01 } from './machines/st-01.ts';
import { languages } from './texts.ts';

const packages = await buildDemo();

test('the committed packages are what the build makes, byte for byte', () => {
  for (const { fileName, bytes } of packages) {
    const committed = readFileSync(join(import.meta.dirname, 'aasx', fileName));
    assert.ok(committed.equals(bytes), `${fileName} is old: run node content/demo/build.ts`);
  }
});

test('every environment keeps all rules of the metamodel, strictly', () => {
  for (const { fileName, environment } of packages) {
    const plain = JSON.parse(JSON.stringify(environment));
    assert.deepEqual(verify('Environment', plain, { strict: true }), [], fileName);
  }
});

test('every shell has the nine submodels, all but its own data known by their templates', () => {
  for (const { environment } of packages) {
    const known = environment.submodels?.map(({ semanticId }) => knownSubmodel(semanticId));
    assert.deepEqual(known, [
      undefined,
      'nameplate',
      'technical-data',
      'handover-documentation',
      'carbon-footprint',
      'hierarchical-structures',
      'contact-information',
      'asset-interfaces-description',
      'asset-interfaces-mapping',
    ]);
  }
});

test('display names and descriptions are there in all six languages', () => {
  let count = 0;
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inside] of Object.entries(value)) {
      visit(inside);
      if (!/^(displayName|description|preferredName|definition)$/.test(name)) continue;
      const tagged = inside as readonly { readonly language: string }[];
      assert.deepEqual(
        tagged.map(({ language }) => language),
        languages,
      );
      count += 1;
    }
  };
  for (const { environment } of packages) visit(JSON.parse(JSON.stringify(environment)));
  assert.ok(count > 500, `${count} texts`);
});

test('Uzbek is written with the right signs, and nowhere with an ASCII apostrophe', () => {
  for (const name of ['names.csv', 'descriptions.csv']) {
    const text = readFileSync(join(import.meta.dirname, name), 'utf8');
    assert.doesNotMatch(text, /'|ʹ/);
    for (const line of text.split('\n').slice(1)) {
      assert.doesNotMatch(line.split(';')[3] ?? '', /[oOgG][’‘`]/);
    }
  }
});

test('what a simulated machine says of itself is on its nameplate', () => {
  for (const machine of [cb01, cm01, em01, st01]) {
    const live = demoMachines.find(({ code }) => code === machine.code);
    assert.deepEqual(live?.identification, {
      manufacturer: machine.maker.name,
      model: machine.model,
      serialNumber: machine.serialNumber,
    });
  }
});

test('the structures are those of the published templates', (t) => {
  const folder = join(import.meta.dirname, '../../../shared/data/idta-templates');
  if (!existsSync(folder)) return t.skip('the IDTA templates are not here (../shared/data)');
  for (const [name, structure] of extractStructures(folder)) {
    assert.deepEqual(readStructure(name), JSON.parse(JSON.stringify(structure)), name);
  }
});
