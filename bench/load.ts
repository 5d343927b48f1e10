/**
 * A load generator on raw sockets, run as a process of its own so that it takes no time from the
 * server that it measures: N keep-alive connections, each with one request under way at a time.
 * `node bench/load.ts '{"url":…}'` prints the result as one line of JSON.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface Load {
  /** Origin, e.g. `http://127.0.0.1:7410`. */
  readonly origin: string;
  /** Requests to send, over and over, each connection starting at another one. */
  readonly requests: readonly LoadRequest[];
  readonly connections: number;
  readonly warmUpMs: number;
  readonly durationMs: number;
}

export interface LoadRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

export interface LoadResult {
  readonly requestsPerSecond: number;
  /** Responses by status class, e.g. `{"2": 51234}`. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Runs the load in a child process; rejects when any response was not a success. */
export async function runLoad(load: Load): Promise<LoadResult> {
  const child = spawn(process.execPath, [import.meta.filename], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stdin.end(JSON.stringify(load));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`the load generator ended with ${code}`);
  const result = JSON.parse(output) as LoadResult;
  const bad = Object.keys(result.statuses).filter((status) => status !== '2');
  if (bad.length > 0) throw new Error(`answers that are no success: ${output}`);
  return result;
}

/** One connection: sends the next request when the answer to the last has arrived whole. */
class Connection {
  readonly #socket: Socket;
  readonly #requests: readonly Buffer[];
  readonly #onAnswer: (status: number, startedAt: number) => void;
  #next: number;
  #startedAt = 0;
  #received: Buffer = Buffer.alloc(0);

  constructor(load: Load, offset: number, onAnswer: (status: number, startedAt: number) => void) {
    const { hostname, port } = new URL(load.origin);
    this.#requests = load.requests.map((request) => encodeRequest(request, hostname));
    this.#next = offset % this.#requests.length;
    this.#onAnswer = onAnswer;
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.#socket.on('data', (chunk) => this.#receive(chunk));
  }

  send(): void {
    this.#startedAt = performance.now();
    this.#socket.write(this.#requests[this.#next] ?? Buffer.alloc(0));
    this.#next = (this.#next + 1) % this.#requests.length;
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const headEnd = this.#received.indexOf('\r\n\r\n');
    if (headEnd === -1) return;
    const head = this.#received.toString('latin1', 0, headEnd);
    const status = Number(head.slice(9, 12));
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    if (/\r\ntransfer-encoding:/i.test(head)) throw new Error('chunked answers are not measured');
    if (this.#received.length < headEnd + 4 + length) return;
    this.#received = this.#received.subarray(headEnd + 4 + length);
    this.#onAnswer(status, this.#startedAt);
    this.send();
  }
}

function encodeRequest(request: LoadRequest, host: string): Buffer {
  const body = request.body ?? '';
  const head = [
    `${request.method} ${request.path} HTTP/1.1`,
    `host: ${host}`,
    ...(request.body === undefined
      ? []
      : ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`]),
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

async function generate(load: Load): Promise<LoadResult> {
  const statuses: Record<string, number> = {};
  const latencies: number[] = [];
  let counting = false;
  const connections = Array.from({ length: load.connections }, (_, index) => {
    const offset = Math.floor((index * load.requests.length) / load.connections);
    return new Connection(load, offset, (status, startedAt) => {
      if (!counting) return;
      const group = String(Math.floor(status / 100));
      statuses[group] = (statuses[group] ?? 0) + 1;
      latencies.push(performance.now() - startedAt);
    });
  });
  for (const connection of connections) connection.send();
  await sleep(load.warmUpMs);
  counting = true;
  const startedAt = performance.now();
  await sleep(load.durationMs);
  counting = false;
  const seconds = (performance.now() - startedAt) / 1000;
  for (const connection of connections) connection.close();
  latencies.sort((left, right) => left - right);
  const percentile = (part: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * part))] ?? Number.NaN;
  return {
    requestsPerSecond: latencies.length / seconds,
    statuses,
    p50Ms: percentile(0.5),
    p99Ms: percentile(0.99),
  };
}

function sleep(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}

if (process.argv[1] === import.meta.filename) {
  let input = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) input += chunk;
  process.stdout.write(`${JSON.stringify(await generate(JSON.parse(input) as Load))}\n`);
}
