/** What the OPC UA driver can do and promises, known without loading it. */

import type { Driver } from '../../driver.ts';

export const opcUaPromise: Pick<Driver, 'guarantee' | 'capabilities'> = {
  guarantee: {
    kind: 'at-most-once',
    onReconnect:
      'After a short break the server sends what it kept for the subscription (ten values an ' +
      'item); after a longer one, the last value of each. What lies between is lost.',
  },
  capabilities: { browse: true, read: true, write: true, subscribe: true, call: true },
};
