/**
 * A large package needs little memory: written and read in a process of its own, so that the
 * process's peak is the package's. (With a file of 500 MB the peak is the same.)
 */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { temporaryFolder } from './temporary-folder.ts';

const fileBytes = 192 * 1024 * 1024;
const peakBytesMax = fileBytes / 2;

test('a package far larger than the memory it takes is written and read', async (t) => {
  const path = join(temporaryFolder(t), 'large.aasx');
  const script = `
    import { createWriteStream } from 'node:fs';
    import { Readable } from 'node:stream';
    import { pipeline } from 'node:stream/promises';
    import { openAasx } from ${JSON.stringify(new URL('./aasx-read.ts', import.meta.url).href)};
    import { writeAasx } from ${JSON.stringify(new URL('./aasx-write.ts', import.meta.url).href)};

    const chunk = Buffer.alloc(64 * 1024);
    crypto.getRandomValues(chunk);
    function* content() {
      for (let sent = 0; sent < ${fileBytes}; sent += chunk.length) yield chunk;
    }
    const peak = () => process.resourceUsage().maxRSS * 1024;
    const before = peak();
    const file = {
      path: '/aasx/files/large.pdf',
      contentType: 'application/pdf',
      sizeBytes: ${fileBytes},
      open: () => Readable.from(content()),
    };
    await pipeline(writeAasx({}, [file], { format: 'json' }), createWriteStream(process.argv[1]));
    const opened = await openAasx(process.argv[1]);
    let bytes = 0;
    for await (const { body } of opened.value.files()) {
      for await (const piece of body) bytes += piece.length;
    }
    opened.value.close();
    console.log(JSON.stringify({ bytes, grownBytes: peak() - before }));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    script,
    path,
  ]);
  const { bytes, grownBytes } = JSON.parse(stdout) as { bytes: number; grownBytes: number };
  assert.equal(bytes, fileBytes);
  assert.ok(grownBytes < peakBytesMax, `the peak grew by ${grownBytes} bytes`);
});
