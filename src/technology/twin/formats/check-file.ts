/**
 * The linter's view of one file: an environment or one object in JSON or XML, or a package, told
 * apart by content. Whatever is wrong, from a damaged archive to a broken constraint, becomes a
 * violation, so that whoever asked gets one kind of answer.
 */

import { createReadStream } from 'node:fs';
import { type Fault, limits } from '#base';
import { type ClassName, type Violation, verify } from '../model/index.ts';
import { openAasx } from './aasx-read.ts';
import { readDocument } from './text-read.ts';
import { DamagedEntry, looksLikeZip } from './zip.ts';

export interface FileCheck {
  /** What breaks the standard; the file is valid when there is nothing here. */
  readonly violations: readonly Violation[];
  /** What a reader mends without loss but a writer should not write. */
  readonly deviations: readonly Violation[];
}

/** Checks a file as an object of a class; a missing or unreadable file rejects. */
export async function checkFile(path: string, as: ClassName): Promise<FileCheck> {
  if (!(await looksLikeZip(path))) return await checkDocument(createReadStream(path), as);
  if (as === 'Environment') return await checkPackage(path);
  const message = `A package holds an environment, not a single ${as}.`;
  return { violations: [{ path: '', constraint: 'unknown-format', message }], deviations: [] };
}

/** Checks a JSON or XML document from wherever it comes. */
async function checkDocument(
  content: AsyncIterable<Uint8Array>,
  as: ClassName,
): Promise<FileCheck> {
  const document = await readDocument(content, as, limits.documentBytesMax);
  if (!document.ok) return failed(document.error);
  const { value, violations, deviations } = document.value;
  return { violations: [...violations, ...verify(as, value)], deviations };
}

async function checkPackage(path: string): Promise<FileCheck> {
  const opened = await openAasx(path, { lenient: false });
  if (!opened.ok) return failed(opened.error);
  const { violations, deviations, files, close } = opened.value;
  const damages: Violation[] = [];
  try {
    // Read to the end, each has its size and checksum verified.
    for await (const { body } of files()) for await (const _ of body);
  } catch (cause) {
    if (!(cause instanceof DamagedEntry)) throw cause;
    damages.push(toViolation(cause.fault));
  } finally {
    close();
  }
  return { violations: [...violations, ...damages], deviations };
}

function failed(fault: Fault): FileCheck {
  return { violations: [toViolation(fault)], deviations: [] };
}

/** A fault that stopped the reading, as a violation of the form that it should have had. */
export function toViolation({ code, path, message }: Fault): Violation {
  return { path: path ?? '', constraint: code.replace(/^twin\./, ''), message };
}
