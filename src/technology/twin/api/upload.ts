/**
 * Uploads as forms (multipart/form-data with `file`, `fileName`, and `aasIds` for packages). The
 * file streams on to where it is kept; only when what belongs to it comes after it in the form is
 * it parked in a temporary file until the form has ended.
 */

import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import { err, type Fault, fault, ok, type Result } from '#base';
import { twinErrors } from '../errors.ts';
import type { FileUpload } from '../repository/port.ts';
import { apiErrors } from './errors.ts';

export interface FormUpload {
  readonly file: FileUpload;
  /** The other fields, in the order they came. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** What went wrong while the file was being read, if the client is to blame. */
  fault(): Fault | undefined;
  /** Reads what is left of the request and removes what was parked. */
  end(): Promise<void>;
}

const fieldBytesMax = 64 * 1024;
const fieldsMax = 1000;
const fileNameLengthMax = 255;

/** Reads a form up to its file. `needs` are the fields that must be known with it. */
export async function readForm(
  request: IncomingMessage,
  needs: readonly string[],
  bytesMax: number,
): Promise<Result<FormUpload>> {
  const contentType = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;/i.test(contentType)) {
    const expected = 'multipart/form-data with a boundary';
    const actual = contentType === '' ? 'none' : contentType;
    return err(fault(apiErrors, 'api.unsupported-media-type', { actual, expected }));
  }
  const form = startReading(request, contentType, bytesMax);
  const part = await form.filePart;
  if (part === undefined) {
    await form.ended;
    return err(form.fault() ?? malformed('has no file; send it as the field "file"'));
  }
  const isComplete = needs.every((name) => form.fields.has(name));
  const parked = isComplete ? undefined : await park(part.body);
  if (parked !== undefined) await form.ended;
  const end = async () => {
    part.body.resume();
    if (parked !== undefined) await parked.remove();
  };
  const name = readName(form.fields.get('fileName')?.[0] ?? part.name);
  const early = form.fault() ?? (name.ok ? undefined : name.error);
  if (early !== undefined || !name.ok) {
    await end();
    return err(early ?? malformed('has no usable file name'));
  }
  const body = parked === undefined ? Readable.from(wholeForm(part, form)) : parked.open();
  const file = { name: name.value, contentType: part.contentType, body };
  return ok({ file, fields: form.fields, fault: form.fault, end });
}

/** The file's bytes; their end comes with the end of the form, so that half a form is no file. */
async function* wholeForm(part: FilePart, form: Reading): AsyncGenerator<Buffer, void> {
  yield* part.body;
  await form.ended;
  const broken = form.fault();
  if (broken !== undefined) throw new Error(broken.message);
}

interface FilePart {
  readonly name: string;
  readonly contentType: string;
  readonly body: Readable;
}

interface Reading {
  /** Settles with the file, or with undefined when the form ends without one. */
  readonly filePart: Promise<FilePart | undefined>;
  readonly ended: Promise<void>;
  readonly fields: Map<string, string[]>;
  fault(): Fault | undefined;
}

function startReading(request: IncomingMessage, contentType: string, bytesMax: number): Reading {
  const fields = new Map<string, string[]>();
  const filePart = Promise.withResolvers<FilePart | undefined>();
  const ended = Promise.withResolvers<void>();
  let found: Fault | undefined;
  let open: Readable | undefined;
  const stop = (reason: Fault) => {
    found ??= reason;
    filePart.resolve(undefined);
    ended.resolve();
  };
  const busboy = startBusboy(contentType, bytesMax);
  if (busboy === undefined) {
    stop(malformed('is no form: its boundary is missing or malformed'));
    request.resume();
    return { filePart: filePart.promise, ended: ended.promise, fields, fault: () => found };
  }
  busboy.on('field', (name, value, _nameTruncated, isTruncated) => {
    if (isTruncated) stop(malformed(`has a field ${name} that is longer than ${fieldBytesMax}`));
    fields.set(name, [...(fields.get(name) ?? []), value]);
  });
  busboy.on('file', (field, stream, fileName, _encoding, type) => {
    stream.on('limit', () => {
      const details = { what: 'file', limit: `${bytesMax} bytes` };
      stop(fault(twinErrors, 'twin.too-large', details));
      stream.destroy(new Error('the file is larger than the limit'));
    });
    stream.on('error', () => stop(malformed('is a form that is cut off within the file')));
    if (field !== 'file') {
      stop(malformed(`has a file in the field "${field}"; send it as the field "file"`));
      stream.resume();
      return;
    }
    open = stream;
    filePart.resolve({ name: fileName ?? '', contentType: type, body: stream });
  });
  busboy.on('filesLimit', () => stop(malformed('has more than one file')));
  busboy.on('fieldsLimit', () => stop(malformed(`has more than ${fieldsMax} fields`)));
  busboy.on('error', () => stop(malformed('is a form that is cut off or malformed')));
  busboy.on('finish', () => {
    filePart.resolve(undefined);
    ended.resolve();
  });
  request.once('close', () => {
    if (request.complete) return;
    stop(malformed('is a form that is cut off'));
    open?.destroy(new Error('the client went away within the file'));
    busboy.destroy();
  });
  request.pipe(busboy);
  return { filePart: filePart.promise, ended: ended.promise, fields, fault: () => found };
}

function startBusboy(contentType: string, bytesMax: number) {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits: {
        fileSize: bytesMax,
        fieldSize: fieldBytesMax,
        fields: fieldsMax,
        files: 1,
        headerPairs: 50,
      },
    });
  } catch (cause) {
    // Busboy throws for a header that has no boundary; there is nothing else it throws for here.
    if (cause instanceof Error) return undefined;
    throw cause;
  }
}

async function park(body: Readable) {
  const folder = await mkdtemp(join(tmpdir(), 'registan-upload-'));
  const path = join(folder, 'file');
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await pipeline(body, createWriteStream(path));
  } catch {
    // The reading has noted why; what was parked is never opened then.
  }
  return { open: () => createReadStream(path), remove };
}

/** The last part of the name: a folder in it means nothing here and must not leak into a path. */
function readName(name: string): Result<string> {
  const last = name.split(/[/\\]/).at(-1)?.trim() ?? '';
  const isUsable = last !== '' && last !== '.' && last !== '..' && !/\p{Cc}/u.test(last);
  if (!isUsable) return err(malformed('has no usable file name; send it as the field "fileName"'));
  if (last.length > fileNameLengthMax) {
    return err(malformed(`has a file name longer than ${fileNameLengthMax} characters`));
  }
  return ok(last);
}

function malformed(detail: string): Fault {
  return fault(twinErrors, 'twin.malformed-body', { detail });
}
