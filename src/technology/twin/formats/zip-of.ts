/** Archives for the tests, and what a hostile writer does to them. */

import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';

export async function zipOf(
  entries: Readonly<Record<string, string | Buffer>>,
  options: { readonly compress?: boolean } = {},
): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(entries)) {
    zip.addBuffer(Buffer.from(content), name, { compress: true, ...options });
  }
  zip.end();
  return await buffer(zip.outputStream);
}

/** Gives an entry a name of the same length that a well-behaved writer would not write. */
export function renameEntry(archive: Buffer, from: string, to: string): Buffer {
  const changed = Buffer.from(archive);
  for (let at = changed.indexOf(from); at !== -1; at = changed.indexOf(from, at + 1)) {
    changed.write(to, at);
  }
  return changed;
}
