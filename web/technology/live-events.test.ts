/** Events as the node sends them, and concepts asked for many at a time. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createConceptLoader } from './concepts.ts';
import { gatherChanges } from './gather.ts';
import { type EventStream, openLiveEvents, readEvent } from './live-events.ts';

function event(type: string, subject: string, data?: unknown): string {
  return JSON.stringify({ specversion: '1.0', id: '7', type, subject, data });
}

test('a value that moved is read with its element and its time', () => {
  const data = { submodelId: 'urn:a#b', path: 'Axes.Load', value: 74, atMs: 5 };
  assert.deepEqual(readEvent(event('org.registan.twin.value-changed', 'x', data)), data);
  const whole = { submodelId: 'urn:a', path: null, value: { Load: 74 }, atMs: 5 };
  assert.deepEqual(readEvent(event('org.registan.twin.value-changed', 'x', whole)), whole);
});

test('a change of an element is a change of its submodel', () => {
  assert.deepEqual(readEvent(event('org.registan.twin.element-deleted', 'urn:a#b#Axes.Load')), {
    kind: 'submodel',
    id: 'urn:a#b',
  });
  assert.deepEqual(readEvent(event('org.registan.twin.shell-created', 'urn:s')), {
    kind: 'shell',
    id: 'urn:s',
  });
});

test('what no page follows, or is no event at all, is passed over', () => {
  assert.equal(readEvent(event('org.registan.connect.state-changed', 'urn:c')), undefined);
  assert.equal(readEvent(event('org.registan.twin.value-changed', 'x', { value: 1 })), undefined);
  assert.equal(readEvent('{'), undefined);
  assert.equal(readEvent('null'), undefined);
});

test('the stream’s states, changes and gaps reach the page', () => {
  const listeners = new Map<string, (event: { data?: unknown }) => void>();
  let isClosed = false;
  const stream = {
    readyState: 0,
    addEventListener: (type: string, listener: (event: { data?: unknown }) => void) => {
      listeners.set(type, listener);
    },
    close: () => {
      isClosed = true;
    },
  } satisfies EventStream;
  const seen: unknown[] = [];
  const stop = openLiveEvents({
    open: () => stream,
    onState: (state) => seen.push(state),
    onValue: (change) => seen.push(change.value),
    onChange: (change) => seen.push(change.id),
    onGap: () => seen.push('gap'),
  });
  listeners.get('open')?.({});
  const data = { submodelId: 'urn:a', path: 'P', value: 7, atMs: 5 };
  listeners.get('message')?.({ data: event('org.registan.twin.value-changed', 'x', data) });
  listeners.get('message')?.({ data: event('org.registan.twin.shell-updated', 'urn:s') });
  listeners.get('gap')?.({});
  listeners.get('error')?.({});
  stream.readyState = 2;
  listeners.get('error')?.({});
  assert.deepEqual(seen, ['live', 7, 'urn:s', 'gap', 'connecting', 'lost']);
  stop();
  assert.ok(isClosed);
});

test('concepts asked for together are one query, and a missing one is null', async () => {
  const asked: (readonly string[])[] = [];
  const loader = createConceptLoader({
    conceptsByIds: async (ids) => {
      asked.push(ids);
      const result = [{ modelType: 'ConceptDescription' as const, id: 'urn:a' }];
      return { ok: true, value: { result } };
    },
  });
  const [first, again, missing] = await Promise.all([
    loader.load('urn:a'),
    loader.load('urn:a'),
    loader.load('urn:b'),
  ]);
  assert.equal(first?.id, 'urn:a');
  assert.equal(again?.id, 'urn:a');
  assert.equal(missing, null);
  assert.deepEqual(asked, [['urn:a', 'urn:b']]);
});

test('many changes of the same thing are handed on together and once', async () => {
  const flushed: (readonly string[])[] = [];
  const changes = gatherChanges<string>(
    (change) => change,
    (gathered) => flushed.push(gathered),
    5,
  );
  for (let index = 0; index < 1_000; index += 1) changes.add(`shell ${index % 3}`);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual(flushed, [['shell 0', 'shell 1', 'shell 2']]);
  changes.add('never');
  changes.stop();
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(flushed.length, 1);
});
