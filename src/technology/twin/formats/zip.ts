/**
 * ZIP archives from strangers, read without unpacking them: the directory is judged before any
 * content is touched (number and size of entries, names, encryption), and each entry is streamed
 * with its size and checksum verified, so that memory stays small whatever the archive holds.
 */

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import * as yauzl from 'yauzl';
import { err, type Fault, fault, limits, ok, type Result } from '#base';
import { twinErrors } from '../errors.ts';

interface ZipLimits {
  readonly entriesMax: number;
  /** Unpacked, all entries together. */
  readonly bytesMax: number;
  /** Unpacked to packed, of the whole archive. */
  readonly ratioMax: number;
}

export interface Zip {
  /** The entries that are files, in the order of the archive's directory. */
  readonly names: readonly string[];
  /** Unpacked size of an entry in bytes, as the directory states it and reading enforces it. */
  sizeOf(name: string): number | undefined;
  /**
   * Streams one entry, from when it is first read; the stream fails with a DamagedEntry when the
   * content is not intact.
   */
  open(name: string): Readable;
  close(): void;
}

/** The error that a stream of an entry ends with when the content is not what it should be. */
export class DamagedEntry extends Error {
  readonly fault: Fault;

  constructor(fault: Fault, options?: ErrorOptions) {
    super(fault.message, options);
    this.name = 'DamagedEntry';
    this.fault = fault;
  }
}

const defaultLimits: ZipLimits = {
  entriesMax: limits.archiveEntriesMax,
  bytesMax: limits.archiveBytesMax,
  ratioMax: limits.archiveRatioMax,
};

/** Small archives may compress as well as they like: this much can do no harm. */
const ratioFreeBytes = 16 * 1024 * 1024;
const nameLengthMax = 1024;

/** Opens an archive and judges its directory; the file stays open until `close`. */
export async function openZip(path: string, allowed = defaultLimits): Promise<Result<Zip>> {
  let archive: yauzl.ZipFile;
  try {
    // Names are decoded here, not there, so that a bad one is named in the refusal.
    archive = await yauzl.openPromise(path, { autoClose: false, decodeStrings: false });
  } catch (cause) {
    if (isSystemError(cause)) throw cause;
    return malformed(`is no readable ZIP archive or was cut off (${sentence(cause)})`);
  }
  const packedBytes = (await stat(path)).size;
  const entries = await readDirectory(archive, packedBytes, allowed);
  if (!entries.ok) {
    archive.close();
    return entries;
  }
  const byName = entries.value;
  return ok({
    names: [...byName.keys()],
    sizeOf: (name) => byName.get(name)?.uncompressedSize,
    open: (name) => {
      const entry = byName.get(name);
      if (entry === undefined) throw new Error(`the archive has no entry ${name}`);
      return Readable.from(contentOf(archive, name, entry), { objectMode: false });
    },
    close: () => archive.close(),
  });
}

/** Whether a file starts as ZIP archives do. */
export async function looksLikeZip(path: string): Promise<boolean> {
  const start = createReadStream(path, { end: 3 });
  for await (const chunk of start) return (chunk as Buffer).subarray(0, 2).toString() === 'PK';
  return false;
}

async function readDirectory(
  archive: yauzl.ZipFile,
  packedBytes: number,
  allowed: ZipLimits,
): Promise<Result<Map<string, yauzl.Entry>>> {
  if (archive.entryCount > allowed.entriesMax) {
    return unsafe(`it has ${archive.entryCount} entries, more than ${allowed.entriesMax}`);
  }
  const entries = new Map<string, yauzl.Entry>();
  const folded = new Set<string>();
  let bytes = 0;
  try {
    for await (const entry of archive.eachEntry()) {
      const name = yauzl.getFileNameLowLevel(
        entry.generalPurposeBitFlag,
        entry.fileNameRaw,
        entry.extraFields,
        true,
      );
      const refusal = judgeEntry(entry, name) ?? judgeName(name);
      if (refusal !== undefined) return unsafe(refusal, name);
      if (name.endsWith('/')) continue;
      if (folded.has(name.toLowerCase())) {
        return unsafe('it holds two entries with the same name', name);
      }
      folded.add(name.toLowerCase());
      entries.set(name, entry);
      bytes += entry.uncompressedSize;
      if (bytes > allowed.bytesMax) {
        return unsafe(`it unpacks to more than ${allowed.bytesMax} bytes`, name);
      }
    }
  } catch (cause) {
    if (isSystemError(cause)) throw cause;
    return malformed(`has a damaged directory (${sentence(cause)})`);
  }
  // Judged over the whole file, so that entries which share the same packed bytes count each time.
  if (bytes > ratioFreeBytes && bytes > packedBytes * allowed.ratioMax) {
    return unsafe(`it unpacks to more than ${allowed.ratioMax} times its size`);
  }
  return ok(entries);
}

function judgeEntry(entry: yauzl.Entry, name: string): string | undefined {
  if (entry.isEncrypted()) return 'an entry is encrypted, which the format forbids';
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    return `an entry is packed with method ${entry.compressionMethod}; use "stored" or "deflate"`;
  }
  if (name.endsWith('/') && entry.uncompressedSize > 0) return 'a folder entry has content';
  return undefined;
}

function judgeName(name: string): string | undefined {
  if (name.length === 0 || name.length > nameLengthMax) {
    return `an entry's name is empty or longer than ${nameLengthMax} characters`;
  }
  if (name.includes('\\')) return "an entry's name has a backslash";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\u0000-\u001f\u007f\ufffd]/.test(name)) return "an entry's name has a control character";
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return "an entry's name is absolute";
  const segments = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
  if (segments.includes('..')) return "an entry's name points outside the package";
  if (segments.includes('') || segments.includes('.')) return "an entry's name has empty parts";
  return undefined;
}

/** The content of one entry, verified on the way; nothing is opened before it is asked for. */
async function* contentOf(
  archive: yauzl.ZipFile,
  name: string,
  entry: yauzl.Entry,
): AsyncGenerator<Buffer, void> {
  let checksum = 0;
  let isReading = true;
  try {
    // Ends with an error itself when there is more or less than the directory says.
    for await (const chunk of await archive.openReadStreamPromise(entry)) {
      checksum = crc32(chunk as Buffer, checksum);
      isReading = false;
      yield chunk as Buffer;
      isReading = true;
    }
  } catch (cause) {
    // What the reader of the stream gives up with is not the archive's fault.
    throw !isReading || isSystemError(cause) ? cause : damaged(name, cause);
  }
  if (checksum !== entry.crc32) throw damaged(name, new Error('the checksum does not match'));
}

function damaged(name: string, cause: unknown): DamagedEntry {
  const details = { detail: `holds a damaged part (${sentence(cause)}); obtain it again` };
  const what = fault(twinErrors, 'twin.malformed-package', details, { path: `/${name}` });
  return new DamagedEntry(what, { cause });
}

function malformed(detail: string): Result<never> {
  return err(fault(twinErrors, 'twin.malformed-package', { detail }));
}

function unsafe(detail: string, name?: string): Result<never> {
  const path = name === undefined ? {} : { path: `/${name}` };
  return err(fault(twinErrors, 'twin.unsafe-package', { detail }, path));
}

/** Faults of the disk, not of the file's content: they are not the sender's. */
function isSystemError(cause: unknown): cause is NodeJS.ErrnoException {
  if (!(cause instanceof Error)) return false;
  return 'syscall' in cause && typeof cause.syscall === 'string';
}

function sentence(cause: unknown): string {
  return cause instanceof Error ? cause.message.slice(0, 200) : String(cause);
}
