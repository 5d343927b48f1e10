/**
 * One session with an OPC UA server, from the first byte to the end: the secure channel with a
 * judged certificate, the user, the namespaces. The library mends short breaks by itself, keeping
 * session and subscription; a break that lasts, a closed session or a changed order of namespaces
 * ends this session, and the driver opens another.
 */

import {
  type ClientSession,
  MessageSecurityMode,
  OPCUAClient,
  SecurityPolicy,
  type UserIdentityInfo,
  UserTokenType,
} from 'node-opcua-client';
import type { CertificateSummary, TrustVerdict } from '../../driver.ts';
import { JudgedCertificates, type OwnCertificate } from './pki.ts';

export interface OpcUaSecurity {
  readonly mode: 'None' | 'Sign' | 'SignAndEncrypt';
  /** The name of the policy: `Basic256Sha256`, `Aes256_Sha256_RsaPss`, … */
  readonly policy: string;
}

export interface OpcUaUser {
  readonly userName: string;
  readonly password: string;
}

export interface SessionOptions {
  readonly endpointUrl: string;
  readonly security: OpcUaSecurity;
  /** Undefined: anonymous. */
  readonly user?: OpcUaUser;
  readonly own: OwnCertificate;
  readonly judge: (fingerprint: string) => Promise<TrustVerdict>;
  /** Ends the attempt at once; a machine that accepts but never answers must not hold it up. */
  readonly signal: AbortSignal;
}

const sessionLimits = {
  /** How long the library may mend a broken connection before a new session is opened. */
  mendMs: 12_000,
  connectMs: 10_000,
  sessionMs: 60_000,
} as const;

export interface OpcUaSession {
  readonly session: ClientSession;
  readonly namespaces: readonly string[];
  /** Resolves with the reason when the session is over. */
  readonly ended: Promise<string>;
  isMending(): boolean;
  onMending(listener: (isMending: boolean) => void): void;
  close(): Promise<void>;
}

/** The machine's certificate is not trusted. */
export class UntrustedCertificate extends Error {
  readonly certificate: CertificateSummary;
  readonly isChanged: boolean;

  constructor(certificate: CertificateSummary, isChanged: boolean) {
    super(`the certificate ${certificate.fingerprint} is not trusted`);
    this.name = 'UntrustedCertificate';
    this.certificate = certificate;
    this.isChanged = isChanged;
  }
}

/** Connects once; rejects with UntrustedCertificate or the library's error. */
export async function openSession(options: SessionOptions): Promise<OpcUaSession> {
  const { security, own } = options;
  const certificates = new JudgedCertificates(own.folder, options.judge);
  const client = OPCUAClient.create({
    applicationName: 'registan',
    applicationUri: own.applicationUri,
    clientName: 'registan',
    certificateFile: own.certificateFile,
    privateKeyFile: own.privateKeyFile,
    clientCertificateManager: certificates,
    securityMode: MessageSecurityMode[security.mode],
    securityPolicy: policyOf(security),
    endpointMustExist: false,
    keepSessionAlive: true,
    requestedSessionTimeout: sessionLimits.sessionMs,
    transportTimeout: sessionLimits.connectMs,
    connectionStrategy: { maxRetry: 0, initialDelay: 250, maxDelay: 2_000 },
  });
  const { promise: aborted, reject: abort } = Promise.withResolvers<never>();
  const onAbort = () => abort(new Error('the attempt was given up'));
  options.signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([connect(client, options), aborted]);
  } catch (cause) {
    const closing = client.disconnect();
    if (options.signal.aborted) closing.catch(() => undefined);
    else await closing;
    const { seen } = certificates;
    if (seen !== undefined && seen.verdict !== 'trusted') {
      throw new UntrustedCertificate(seen.certificate, seen.verdict === 'changed');
    }
    throw cause;
  } finally {
    options.signal.removeEventListener('abort', onAbort);
  }
}

async function connect(client: OPCUAClient, options: SessionOptions): Promise<OpcUaSession> {
  await client.connect(options.endpointUrl);
  const session = await client.createSession(identityOf(options.user));
  const namespaces = await session.readNamespaceArray();
  return superviseSession(client, session, namespaces);
}

function superviseSession(
  client: OPCUAClient,
  session: ClientSession,
  namespaces: readonly string[],
): OpcUaSession {
  const { promise: ended, resolve: end } = Promise.withResolvers<string>();
  const listeners: ((isMending: boolean) => void)[] = [];
  let mending = false;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  const setMending = (isMending: boolean) => {
    if (mending === isMending) return;
    mending = isMending;
    clearTimeout(timer);
    if (isMending) {
      timer = setTimeout(() => end('The machine did not come back.'), sessionLimits.mendMs);
    }
    for (const listener of listeners) listener(isMending);
  };
  const mended = async () => {
    try {
      const now = await session.readNamespaceArray();
      if (now.join('\n') === namespaces.join('\n')) setMending(false);
      else end('The machine has changed its namespaces.');
    } catch (cause) {
      end(cause instanceof Error ? cause.message : String(cause));
    }
  };
  client.on('connection_lost', () => setMending(true));
  client.on('start_reconnection', () => setMending(true));
  client.on('after_reconnection', (error) => {
    if (error) end(error.message);
    else void mended();
  });
  client.on('close', (error) => end(error?.message ?? 'The machine has closed the connection.'));
  session.on('session_closed', (status) => end(`The machine has ended the session (${status}).`));
  return {
    session,
    namespaces,
    ended,
    isMending: () => mending,
    onMending: (listener) => listeners.push(listener),
    async close() {
      if (isClosed) return;
      isClosed = true;
      clearTimeout(timer);
      end('The connection was stopped.');
      client.removeAllListeners();
      // A machine that is away cannot be told; then only this side is closed.
      if (!mending) await session.close(true).catch(() => undefined);
      await client.disconnect();
    },
  };
}

function policyOf({ mode, policy }: OpcUaSecurity): SecurityPolicy {
  if (mode === 'None') return SecurityPolicy.None;
  const found = Object.entries(SecurityPolicy).find(([name]) => name === policy)?.[1];
  if (found === undefined) throw new Error(`there is no security policy ${policy}`);
  return found as SecurityPolicy;
}

function identityOf(user: OpcUaUser | undefined): UserIdentityInfo {
  if (user === undefined) return { type: UserTokenType.Anonymous };
  return { type: UserTokenType.UserName, userName: user.userName, password: user.password };
}
