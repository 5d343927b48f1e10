/** Known submodels are recognised in every spelling, and nothing else is. */

import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import {
  type Environment,
  exactSemanticId,
  type KnownSubmodel,
  knownSubmodel,
  readEnvironment,
  verify,
} from './index.ts';

const folder = path.resolve('../shared/data/idta-templates');
const skip = existsSync(folder) ? false : `there is no ${folder}`;

function recognise(id: string): KnownSubmodel | undefined {
  return knownSubmodel({
    type: 'ExternalReference',
    keys: [{ type: 'GlobalReference', value: id }],
  });
}

/** The number of a template's document, and what its submodel is. */
const templates: Readonly<Record<string, KnownSubmodel>> = {
  '02002': 'contact-information',
  '02003': 'technical-data',
  '02004': 'handover-documentation',
  '02005': 'simulation-models',
  '02006': 'nameplate',
  '02008': 'time-series',
  '02011': 'hierarchical-structures',
  '02017': 'asset-interfaces-description',
  '02018': 'maintenance-instructions',
  '02020': 'capability-description',
  '02023': 'carbon-footprint',
  '02026': 'models-3d',
  '02027': 'asset-interfaces-mapping',
  '02031': 'process-parameters',
  '02048': 'predictive-maintenance',
  '02056': 'data-retention-policies',
  '02060': 'ai-model-nameplate',
  '02066': 'kpi-process-variables',
  '02067': 'production-calendar',
};

function environments(): readonly (readonly [file: string, Environment])[] {
  return globSync('*.json', { cwd: folder }).map((file) => {
    const json: unknown = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
    return [file, readEnvironment(json, { lenient: true }).environment];
  });
}

test('the submodel of every published template is recognised', { skip }, () => {
  const seen = new Set<KnownSubmodel>();
  for (const [file, { submodels = [] }] of environments()) {
    const expected = templates[/[0-9]{5}/.exec(file)?.[0] ?? ''];
    assert.ok(expected, file);
    for (const { semanticId } of submodels) assert.equal(knownSubmodel(semanticId), expected, file);
    seen.add(expected);
  }
  assert.deepEqual(seen, new Set(Object.values(templates)));
});

test('no element inside a published template is taken for a submodel', { skip }, () => {
  const inner = /"semanticId":\s*(\{[^{}]*"keys":\s*\[[^[\]]*\][^{}]*\})/g;
  for (const [file, { submodels = [] }] of environments()) {
    const text = JSON.stringify(submodels.map((each) => each.submodelElements));
    for (const [, reference = ''] of text.matchAll(inner)) {
      const known = knownSubmodel(JSON.parse(reference));
      // A list of contacts or documents may say that its entries are what a submodel is about.
      assert.ok(known === undefined || known === 'contact-information', `${file}: ${reference}`);
    }
  }
});

const spellings: readonly (readonly [string, KnownSubmodel])[] = [
  ['https://admin-shell.io/zvei/nameplate/1/0/Nameplate', 'nameplate'],
  ['http://admin-shell.io/ZVEI/nameplate/2/0/nameplate/', 'nameplate'],
  ['https://www.admin-shell.io/idta/SubmodelTemplate/DigitalNameplate/3/0', 'nameplate'],
  ['https://admin-shell.io/idta/nameplate/3/0/Nameplate#', 'nameplate'],
  ['https://admin-shell.io/ZVEI/TechnicalData/Submodel/1/2', 'technical-data'],
  ['https://admin-shell.io/ZVEI/TechnicalData/Submodel', 'technical-data'],
  ['0173-1#01-AHX837#002', 'technical-data'],
  ['0173-1#01-ahx837', 'technical-data'],
  ['https://api.eclass-cdp.com/0173-1-01-AHX837-002', 'technical-data'],
  ['https://admin-shell.io/zvei/nameplate/1/0/ContactInformations', 'contact-information'],
  ['0173-1#01-AHF578#001', 'handover-documentation'],
  ['http://admin-shell.io/vdi/2770/1/0/Documentation', 'handover-documentation'],
  ['https://admin-shell.io/idta/CarbonFootprint/CarbonFootprint/0/9', 'carbon-footprint'],
  ['https://admin-shell.io/idta/HierarchicalStructures/1/0/Submodel', 'hierarchical-structures'],
  ['https://admin-shell.io/idta/TimeSeries/1/1', 'time-series'],
  ['admin-shell.io/idta/AssetInterfacesDescription/1.0/Submodel', 'asset-interfaces-description'],
];

test('versions, owners, cases, schemes and slashes make no difference', () => {
  for (const [id, known] of spellings) assert.equal(recognise(id), known, id);
});

test('what only looks alike is not recognised', () => {
  for (const id of [
    '',
    'nameplate',
    'https://example.com/idta/nameplate/3/0/Nameplate',
    'https://admin-shell.io/idta/nameplate/3/0/Nameplate/ContactInformation',
    'https://admin-shell.io/idta/TimeSeries/Segments/ExternalSegment/1/1',
    'https://admin-shell.io/idta/HierarchicalStructures/EntryNode/1/0',
    'https://admin-shell.io.example.com/idta/TimeSeries/1/1',
    '0173-1#02-AHX837#002',
    '0173-1#01-AHX838#002',
  ]) {
    assert.equal(recognise(id), undefined, id);
  }
  assert.equal(knownSubmodel(undefined), undefined);
});

test('the semanticId that is written is recognised again, in each version', () => {
  for (const known of Object.values(templates)) {
    const newest = exactSemanticId(known);
    assert.ok(newest);
    assert.deepEqual(verify('Reference', newest), []);
    assert.equal(knownSubmodel(newest), known);
  }
  assert.equal(
    exactSemanticId('hierarchical-structures', '1.0')?.keys[0]?.value,
    'https://admin-shell.io/idta/HierarchicalStructures/1/0/Submodel',
  );
  assert.equal(exactSemanticId('time-series', '9.9'), undefined);
});
