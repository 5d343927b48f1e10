/** What a command writes to: results on standard output, the rest on standard error. */

import type { Terminal } from './command.ts';

export interface Streams {
  readonly out: { write(text: string): unknown };
  readonly err: { write(text: string): unknown; readonly isTTY?: boolean };
}

const barWidth = 30;

export function openTerminal(streams: Streams, json: boolean): Terminal {
  const interactive = streams.err.isTTY === true && !json;
  let drawn = false;
  const clear = () => {
    if (drawn) streams.err.write('\r\x1b[K');
    drawn = false;
  };
  return {
    json,
    forPeople: interactive,
    print(line) {
      clear();
      streams.out.write(`${line}\n`);
    },
    object(value) {
      clear();
      streams.out.write(`${JSON.stringify(value)}\n`);
    },
    note(line) {
      clear();
      streams.err.write(`${line}\n`);
    },
    progress(fraction, step) {
      if (!interactive) return;
      const filled = Math.round(Math.min(Math.max(fraction, 0), 1) * barWidth);
      const bar = '█'.repeat(filled).padEnd(barWidth, '░');
      clear();
      streams.err.write(`${bar} ${Math.round(fraction * 100)} %${step ? `  ${step}` : ''}`);
      drawn = true;
    },
  };
}
