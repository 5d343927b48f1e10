/** Monitored items of one subscription of the driver within one session. */

import {
  AttributeIds,
  type ClientSubscription,
  DataChangeFilter,
  DataChangeTrigger,
  type DataValue,
  DeadbandType,
  resolveNodeId,
  TimestampsToReturn,
} from 'node-opcua-client';
import type { Clock } from '#base';
import type { Sample, WatchedItem } from '../../driver.ts';
import { locate } from './operations.ts';
import type { OpcUaSession } from './session.ts';
import { toSample } from './values.ts';

const watchLimits = {
  /** Values of one item that the machine keeps between two publishings. */
  queueSize: 10,
  /** Items asked for in one request. */
  itemsAtOnceMax: 500,
  publishingMs: 250,
} as const;

/** Begins to watch; items that the machine does not have are reported as bad, once. */
export async function watch(
  link: OpcUaSession,
  items: readonly WatchedItem[],
  clock: Clock,
  add: (sample: Sample) => void,
): Promise<ClientSubscription> {
  const fastestMs = Math.min(...items.map(({ samplingMs }) => samplingMs));
  const subscription = await link.session.createSubscription2({
    requestedPublishingInterval: Math.max(50, Math.min(watchLimits.publishingMs, fastestMs)),
    requestedLifetimeCount: 600,
    requestedMaxKeepAliveCount: 20,
    maxNotificationsPerPublish: 5_000,
    publishingEnabled: true,
    priority: 0,
  });
  const bad = (address: string, reason: string) =>
    add({ address, quality: 'bad', reason, atMs: clock.nowMs() });
  for (const group of groups(items)) {
    const known = group.flatMap((item) => {
      const located = locate(link, item.address);
      if (located.ok) return [{ item, nodeId: resolveNodeId(located.value) }];
      bad(item.address, located.error.message);
      return [];
    });
    for (let from = 0; from < known.length; from += watchLimits.itemsAtOnceMax) {
      const some = known.slice(from, from + watchLimits.itemsAtOnceMax);
      await monitor(subscription, some, clock, add, bad);
    }
  }
  return subscription;
}

async function monitor(
  subscription: ClientSubscription,
  some: readonly { item: WatchedItem; nodeId: ReturnType<typeof resolveNodeId> }[],
  clock: Clock,
  add: (sample: Sample) => void,
  bad: (address: string, reason: string) => void,
): Promise<void> {
  const first = some[0]?.item;
  if (first === undefined) return;
  const group = await subscription.monitorItems(
    some.map(({ nodeId }) => ({ nodeId, attributeId: AttributeIds.Value })),
    {
      samplingInterval: first.samplingMs,
      queueSize: watchLimits.queueSize,
      discardOldest: true,
      filter:
        first.deadband === undefined
          ? undefined
          : new DataChangeFilter({
              trigger: DataChangeTrigger.StatusValue,
              deadbandType: DeadbandType.Absolute,
              deadbandValue: first.deadband,
            }),
    },
    TimestampsToReturn.Both,
  );
  group.on('changed', (_item: unknown, value: DataValue, index: number) => {
    const address = some[index]?.item.address;
    if (address !== undefined) add(toSample(address, value, clock.nowMs()));
  });
  group.monitoredItems.forEach((item, index) => {
    const address = some[index]?.item.address;
    if (address === undefined || item.statusCode?.isGood()) return;
    bad(address, item.statusCode?.name ?? 'BadMonitoredItemIdInvalid');
  });
}

/** Items that can share one request: the same sampling interval and deadband. */
function groups(items: readonly WatchedItem[]): readonly (readonly WatchedItem[])[] {
  return [
    ...Map.groupBy(items, ({ samplingMs, deadband }) => `${samplingMs} ${deadband}`).values(),
  ];
}
