/**
 * The feed behind /events: reads each committed event once, keeps the newest ready to be sent, and
 * lets every listener walk on at its own speed. A listener is a position, not a queue: a slow one
 * holds nothing in memory, and one that falls behind what is kept is told about the gap.
 */

import type { Outbox, SequencedEvent } from '#store';

/** An event as it goes over the wire. */
export interface Frame {
  readonly sequence: number;
  readonly type: string;
  readonly subject: string;
  readonly text: string;
}

/** Frames kept in memory; who is further behind reads from the outbox. */
const recentMax = 2_000;
/** Events read from the outbox at once. */
const readAtOnceMax = 500;

export interface FeedOptions {
  readonly outbox: Outbox;
  /** CloudEvents `source`. */
  readonly source: string;
}

export class EventFeed {
  readonly #options: FeedOptions;
  readonly #wakes = new Set<() => void>();
  #recent: Frame[] = [];
  #unsubscribe: (() => void) | undefined;
  #reading: Promise<void> | undefined;
  #more = false;

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  start(): void {
    this.#unsubscribe = this.#options.outbox.onCommitted(() => this.#read());
  }

  async stop(): Promise<void> {
    this.#unsubscribe?.();
    await this.#reading;
  }

  /** Calls back when there may be more than before; returns how to stop. */
  onMore(wake: () => void): () => void {
    this.#wakes.add(wake);
    return () => this.#wakes.delete(wake);
  }

  async range(): Promise<{ readonly first: number; readonly last: number }> {
    return this.#options.outbox.range();
  }

  /** The frames after a sequence number, oldest first; empty when there are none yet. */
  async after(sequence: number): Promise<readonly Frame[]> {
    const oldest = this.#recent[0];
    if (oldest !== undefined && sequence >= oldest.sequence - 1) {
      // Sequences are dense but for rolled back ones, so the place is found by halving.
      const from = firstAfter(this.#recent, sequence);
      return this.#recent.slice(from, from + readAtOnceMax);
    }
    const events = await this.#options.outbox.readAfter(sequence, readAtOnceMax);
    return events.map((event) => frameOf(event, this.#options.source));
  }

  /** Reads what is new, once for all listeners; nothing at all while nobody listens. */
  #read(): void {
    if (this.#wakes.size === 0) {
      this.#recent = [];
      return;
    }
    if (this.#reading !== undefined) {
      this.#more = true;
      return;
    }
    this.#reading = this.#extend().finally(() => {
      this.#reading = undefined;
      for (const wake of this.#wakes) wake();
      if (this.#more) this.#read();
    });
  }

  async #extend(): Promise<void> {
    this.#more = false;
    const newest = this.#recent.at(-1)?.sequence;
    // The first listener's first event: whoever is further behind reads from the outbox itself.
    const from = newest ?? (await this.#options.outbox.range()).last - 1;
    const events = await this.#options.outbox.readAfter(from, readAtOnceMax);
    if (events.length === readAtOnceMax) this.#more = true;
    const source = this.#options.source;
    this.#recent.push(...events.map((event) => frameOf(event, source)));
    if (this.#recent.length > recentMax) this.#recent = this.#recent.slice(-recentMax / 2);
  }
}

function firstAfter(frames: readonly Frame[], sequence: number): number {
  let low = 0;
  let high = frames.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((frames[middle] as Frame).sequence > sequence) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A CloudEvent 1.0 in its JSON format as one server-sent event. */
function frameOf(event: SequencedEvent, source: string): Frame {
  const cloudEvent = {
    specversion: '1.0',
    id: String(event.sequence),
    source,
    type: event.type,
    subject: event.subject,
    time: new Date(event.atMs).toISOString(),
    ...(event.data === undefined ? {} : { datacontenttype: 'application/json', data: event.data }),
  };
  return {
    sequence: event.sequence,
    type: event.type,
    subject: event.subject,
    text: `id: ${event.sequence}\ndata: ${JSON.stringify(cloudEvent)}\n\n`,
  };
}
