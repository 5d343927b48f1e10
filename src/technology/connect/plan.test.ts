/** Plans of connections, from the demo's own submodels and from the published templates. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import type { Submodel, SubmodelElement } from '#technology/twin/model';
import { buildDemo } from '../../../content/demo/build.ts';
import { demoMachines, demoNamespaceUri } from './demo/catalogue.ts';
import { planConnections } from './plan.ts';

const demo = new Map<string, Submodel>();
before(async () => {
  for (const { environment } of await buildDemo()) {
    for (const submodel of environment.submodels ?? []) demo.set(submodel.id, submodel);
  }
});

function submodel(code: string, name: string): Submodel {
  const found = demo.get(`https://altobrembo.example/submodels/${code}/${name}`);
  assert.ok(found, `${code}/${name}`);
  return found;
}

/** The same tree with each element changed (or left out, for undefined). */
function changed(
  element: SubmodelElement,
  change: (element: SubmodelElement) => SubmodelElement | undefined,
): SubmodelElement | undefined {
  const after = change(element);
  if (after === undefined || !('value' in after) || !Array.isArray(after.value)) return after;
  const children = after.value as readonly SubmodelElement[];
  const value = children.flatMap((child) =>
    'modelType' in child ? (changed(child, change) ?? []) : child,
  );
  return { ...after, value } as SubmodelElement;
}

function withChange(
  of: Submodel,
  change: (element: SubmodelElement) => SubmodelElement | undefined,
): Submodel {
  const submodelElements = of.submodelElements?.flatMap((each) => changed(each, change) ?? []);
  return { ...of, submodelElements };
}

test('a demo machine’s plan has its address, security, signals, writes and operations', () => {
  const { connections, problems } = planConnections(submodel('cm-01', 'asset-interfaces'), [
    submodel('cm-01', 'interfaces-mapping'),
    submodel('cb-01', 'interfaces-mapping'),
  ]);
  assert.deepEqual(problems, []);
  assert.equal(connections.length, 1);
  const [plan] = connections;
  assert.ok(plan);
  assert.equal(plan.id, 'https://altobrembo.example/submodels/cm-01/asset-interfaces#OpcUa');
  assert.equal(plan.protocol, 'opcua');
  assert.equal(plan.endpointUrl, 'opc.tcp://127.0.0.1:48410');
  assert.equal(plan.isSimulated, true);
  assert.deepEqual(plan.security, {
    mode: 'SignAndEncrypt',
    policy: 'Basic256Sha256',
    identity: 'anonymous',
  });
  const machine = demoMachines.find(({ code }) => code === 'CM-01');
  assert.deepEqual(
    plan.signals.map(({ name }) => name),
    machine?.signals.map(({ name }) => name),
  );
  const data = 'https://altobrembo.example/submodels/cm-01/operational-data';
  assert.deepEqual(
    plan.signals.find(({ name }) => name === 'FeedOverride'),
    {
      name: 'FeedOverride',
      address: `/?id=nsu=${demoNamespaceUri};s=CM-01.FeedOverride`,
      unit: '%',
      type: 'number',
      min: 0,
      max: 150,
      samplingMs: 1000,
      into: [{ submodelId: data, path: 'FeedOverride' }],
      from: [{ submodelId: data, path: 'FeedOverride' }],
    },
  );
  const speed = plan.signals.find(({ name }) => name === 'SpindleSpeed');
  assert.deepEqual(speed?.from, []);
  assert.deepEqual(plan.actions[0]?.operations, [{ submodelId: data, path: 'ResetPartCounter' }]);
});

test('without a mapping nothing flows, and without a mark nothing is called simulated', () => {
  const { extensions: _, ...description } = submodel('cm-01', 'asset-interfaces');
  const unmarked = withChange(description, ({ extensions: __, ...rest }) => rest);
  const [plan] = planConnections(unmarked, []).connections;
  assert.ok(plan);
  assert.equal(plan.isSimulated, false);
  assert.ok(plan.signals.every(({ into, from }) => into.length + from.length === 0));
});

test('what cannot be used is told with its place and the reason', () => {
  const description = withChange(submodel('cm-01', 'asset-interfaces'), (element) => {
    if (element.idShort === 'base') return { ...element, value: 'mqtt://broker' } as typeof element;
    if (element.idShort === 'href') return undefined;
    return element;
  });
  const mapping = withChange(submodel('cm-01', 'interfaces-mapping'), (element) => {
    if (element.idShort === 'SinkId') return { ...element, value: 'other' } as typeof element;
    return element;
  });
  const { connections, problems } = planConnections(description, [mapping]);
  assert.equal(connections[0]?.protocol, 'unsupported');
  const messages = problems.map(({ message }) => message).join('\n');
  assert.match(messages, /no driver for "mqtt:\/\/broker"/);
  assert.match(messages, /has no form with an href/);
  assert.match(messages, /The source "SpindleSpeed" has no sink with the same id/);
  assert.ok(problems.every(({ path }) => path !== ''));
});

test('a polling interval in seconds becomes the sampling interval', () => {
  const mapping = withChange(submodel('cm-01', 'interfaces-mapping'), (element) => {
    const isList = element.modelType === 'SubmodelElementCollection' && element.value !== undefined;
    const isSource = isList && element.value?.some(({ idShort }) => idShort === 'SourceId');
    if (!isSource) return element;
    const interval: SubmodelElement = {
      modelType: 'Property',
      idShort: 'PollingInterval',
      valueType: 'xs:double',
      value: '0.2',
    };
    return { ...element, value: [...(element.value ?? []), interval] } as SubmodelElement;
  });
  const [plan] = planConnections(submodel('cm-01', 'asset-interfaces'), [mapping]).connections;
  assert.ok(plan?.signals.every(({ samplingMs }) => samplingMs === 200));
});

test('the published templates are read without a fault of the program', (t) => {
  const folder = join(import.meta.dirname, '../../../../shared/data/idta-templates');
  if (!existsSync(folder)) return t.skip('the IDTA templates are not here (../shared/data)');
  const read = (pattern: RegExp): Submodel => {
    const name = readdirSync(folder).find((file) => pattern.test(file)) ?? '';
    return JSON.parse(readFileSync(join(folder, name), 'utf8')).submodels[0];
  };
  const { connections, problems } = planConnections(read(/02017.*json$/), [read(/02027.*json$/)]);
  assert.ok(connections.length >= 5, 'one for each protocol of the template');
  assert.ok(
    connections.every(({ protocol }) => protocol === 'unsupported'),
    'none has an address',
  );
  assert.ok(
    problems.some(({ message }) => /source "undefined" refers to no element/.test(message)),
  );
});
