/** The connect room's tables. */

import type { Migration } from '#store';

export const connectMigrations: readonly Migration[] = [
  {
    id: '0300-connect-trust',
    sql: `
      CREATE TABLE connect_trust (
        endpoint TEXT NOT NULL PRIMARY KEY,
        fingerprint TEXT NOT NULL,
        subject TEXT NOT NULL,
        trusted_at_ms INTEGER NOT NULL
      )`,
  },
];
