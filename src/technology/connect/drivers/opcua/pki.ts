/**
 * This node's own application certificate (RSA 2048, self-signed, made on first use by the OPC UA
 * library, without any program outside) and the judgement of machines' certificates: nothing is
 * trusted but what the user trusts.
 */

import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { OPCUACertificateManager } from 'node-opcua-certificate-manager';
import { makeApplicationUrn, StatusCodes } from 'node-opcua-client';
import type { CertificateSummary, TrustVerdict } from '../../driver.ts';

const applicationName = 'registan';
const validDays = 3650;

export interface OwnCertificate {
  readonly folder: string;
  readonly applicationUri: string;
  readonly certificateFile: string;
  readonly privateKeyFile: string;
}

/** Makes the certificate when the folder has none. */
export async function openOwnCertificate(folder: string, nowMs: number): Promise<OwnCertificate> {
  const manager = new OPCUACertificateManager({ rootFolder: folder, disableFileWatchers: true });
  await manager.initialize();
  const applicationUri = makeApplicationUrn(hostname(), applicationName);
  const certificateFile = join(folder, 'own/certs/client_certificate.pem');
  if (!existsSync(certificateFile)) {
    await manager.createSelfSignedCertificate({
      applicationUri,
      dns: [hostname()],
      outputFile: certificateFile,
      startDate: new Date(nowMs),
      subject: `/CN=${applicationName}@${hostname()}`,
      validity: validDays,
    });
  }
  const privateKeyFile = manager.privateKey;
  await manager.dispose();
  return { folder, applicationUri, certificateFile, privateKeyFile };
}

/** A certificate store that asks a judge and remembers what it was shown. */
export class JudgedCertificates extends OPCUACertificateManager {
  seen: { readonly certificate: CertificateSummary; readonly verdict: TrustVerdict } | undefined;
  readonly #judge: (fingerprint: string) => Promise<TrustVerdict>;

  constructor(folder: string, judge: (fingerprint: string) => Promise<TrustVerdict>) {
    super({ rootFolder: folder, disableFileWatchers: true });
    this.#judge = judge;
  }

  override checkCertificate = (async (given: Buffer | Buffer[]) => {
    const leaf = Array.isArray(given) ? given[0] : given;
    if (leaf === undefined) return StatusCodes.BadCertificateInvalid;
    const certificate = summarize(leaf);
    const verdict = await this.#judge(certificate.fingerprint);
    this.seen = { certificate, verdict };
    return verdict === 'trusted' ? StatusCodes.Good : StatusCodes.BadCertificateUntrusted;
  }) as OPCUACertificateManager['checkCertificate'];
}

/** The first certificate of a chain in DER, for a person. */
function summarize(der: Uint8Array): CertificateSummary {
  const certificate = new X509Certificate(der);
  return {
    fingerprint: certificate.fingerprint256,
    subject: certificate.subject.replaceAll('\n', ', '),
    notAfterMs: Date.parse(certificate.validTo),
  };
}
