/** Which machine's certificate the user has trusted, one for each endpoint, kept durably. */

import type { Clock } from '#base';
import type { Database } from '#store';
import type { CertificateSummary, TrustVerdict } from './driver.ts';

const selectFingerprint = 'SELECT fingerprint FROM connect_trust WHERE endpoint = ?';
const upsertTrust = `
  INSERT INTO connect_trust (endpoint, fingerprint, subject, trusted_at_ms) VALUES (?, ?, ?, ?)
  ON CONFLICT (endpoint) DO UPDATE SET
    fingerprint = excluded.fingerprint,
    subject = excluded.subject,
    trusted_at_ms = excluded.trusted_at_ms`;

export interface TrustStore {
  judge(endpointUrl: string, fingerprint: string): Promise<TrustVerdict>;
  trust(endpointUrl: string, certificate: CertificateSummary): Promise<void>;
}

export function openTrust(database: Database, clock: Clock): TrustStore {
  return {
    async judge(endpointUrl, fingerprint) {
      const row = await database.get<{ fingerprint: string }>(selectFingerprint, [
        endpointOf(endpointUrl),
      ]);
      if (row === undefined) return 'unknown';
      return row.fingerprint === fingerprint ? 'trusted' : 'changed';
    },
    async trust(endpointUrl, { fingerprint, subject }) {
      const endpoint = endpointOf(endpointUrl);
      await database.write((writer) =>
        writer.run(upsertTrust, [endpoint, fingerprint, subject, clock.nowMs()]),
      );
    },
  };
}

/** Host and port: a server has one certificate, whatever the path. */
function endpointOf(endpointUrl: string): string {
  return endpointUrl
    .replace(/^[a-z.]+:\/\//i, '')
    .replace(/\/.*$/s, '')
    .toLowerCase();
}
