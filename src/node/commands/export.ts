/** `registan export`: twins as a package, as JSON or as XML, from a node or its data folder. */

import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { ok, type Result } from '#base';
import { jsonChunks, writeAasx, xmlChunks } from '#technology/twin';
import { type CommandCall, defineCommand, type ExitCode } from '../cli/command.ts';
import { settingsSchema } from '../config/settings.ts';
import type { ExportSelection } from './remote-node.ts';
import { openTwinAccess, type TwinAccess } from './twin-access.ts';

const formats = ['aasx', 'json', 'xml'] as const;
type Format = (typeof formats)[number];

const mediaTypes: Readonly<Record<Format, string>> = {
  aasx: 'application/asset-administration-shell-package',
  json: 'application/json',
  xml: 'application/xml',
};

const options = settingsSchema.pick({ data: true, host: true, port: true, token: true }).extend({
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .optional()
    .meta({ description: 'address of the node that the twins are on', value: 'URL' }),
  format: z
    .enum(formats, { error: 'must be aasx, json or xml' })
    .optional()
    .meta({ description: "aasx, json or xml; by FILE's ending when absent", value: 'FORMAT' }),
  shell: z
    .array(z.string())
    .default([])
    .meta({ description: 'id of a shell, with its submodels', value: 'ID' }),
  submodel: z
    .array(z.string())
    .default([])
    .meta({ description: 'id of a submodel; only those named are exported', value: 'ID' }),
  withoutConcepts: z
    .boolean()
    .default(false)
    .meta({ description: 'leave concept descriptions out' }),
  overwrite: z.boolean().default(false).meta({ description: 'replace FILE when it exists' }),
});

type Call = CommandCall<z.output<typeof options>>;

export const exportCommand = defineCommand({
  name: 'export',
  summary: 'Export twins as a package, as JSON or as XML',
  details: [
    'Writes all twins, or those named, to FILE; "-" is the standard output. Files and pictures',
    'come along in a package only.',
    '',
    'Without --url the node of this machine is asked (--host, --port); where none answers, or',
    '--data is given, the twins are read from the data folder itself.',
  ].join('\n'),
  positionals: { name: 'FILE', min: 1, max: 1 },
  configured: true,
  options,
  run: (call) => exportTwins(call, process.stdout),
});

/** Writes the export to the file of the call, or to `output` for "-". */
export async function exportTwins(call: Call, output: NodeJS.WritableStream): Promise<ExitCode> {
  const { terminal, options: given, signal } = call;
  const [file = '-'] = call.positionals;
  const problem = (sentence: string, code: ExitCode): ExitCode => {
    terminal.note(`registan export: ${sentence}`);
    return code;
  };
  const ending = extname(file).slice(1).toLowerCase();
  const format = given.format ?? formats.find((each) => each === ending);
  if (format === undefined) {
    return problem('the format is not clear; end FILE in .aasx, .json or .xml, or say --format', 2);
  }
  if (file !== '-' && !given.overwrite && existsSync(file)) {
    return problem(`${file} exists already; name another FILE, or say --overwrite`, 2);
  }
  const opened = await openTwinAccess(call);
  if (!opened.ok) return problem(opened.error.message, 1);
  try {
    const content = await contentOf(opened.value, selectionOf(call), format);
    if (!content.ok) return problem(content.error.message, 1);
    const counted = counting(call);
    if (file === '-') {
      await pipeline(content.value, counted.stream, output, { signal, end: false });
      return 0;
    }
    await writeWhole(file, [content.value, counted.stream], signal);
    const sizeBytes = counted.bytes();
    if (terminal.json) terminal.object({ file, ok: true, format, sizeBytes });
    else terminal.print(`${file}: ${sizeBytes} bytes of ${format} from ${opened.value.name}`);
    return 0;
  } catch (cause) {
    if (signal.aborted) return 1;
    return problem(`the export failed: ${(cause as Error).message}`, 1);
  } finally {
    await opened.value.close();
  }
}

function selectionOf({ options: given }: Call): ExportSelection {
  const { shell: shells, submodel: submodels, withoutConcepts } = given;
  return { shells, submodels, withConcepts: !withoutConcepts };
}

async function contentOf(
  { remote, environment: port }: TwinAccess,
  selection: ExportSelection,
  format: Format,
): Promise<Result<Readable>> {
  if (remote !== undefined) return await remote.exportTwins(selection, mediaTypes[format]);
  if (port === undefined) throw new Error('twins are either remote or in a folder');
  const { shells, submodels, withConcepts } = selection;
  const exported = await port.exportEnvironment({
    ...(shells.length > 0 ? { shellIds: shells } : {}),
    ...(submodels.length > 0 ? { submodelIds: submodels } : {}),
    includeConceptDescriptions: withConcepts,
  });
  if (!exported.ok) return exported;
  const { environment, files } = exported.value;
  switch (format) {
    case 'aasx':
      return ok(writeAasx(environment, files, { format: 'json' }));
    case 'json':
      return ok(Readable.from(jsonChunks(environment)));
    case 'xml':
      return ok(Readable.from(xmlChunks('Environment', environment)));
    default:
      return format satisfies never;
  }
}

/** A file that is there is whole: it gets its name when all of it is written. */
async function writeWhole(
  file: string,
  [content, counted]: readonly [Readable, Transform],
  signal: AbortSignal,
): Promise<void> {
  const partial = `${file}.partial`;
  try {
    await pipeline(content, counted, createWriteStream(partial, { flush: true }), { signal });
    await rename(partial, file);
  } catch (cause) {
    await rm(partial, { force: true });
    throw cause;
  }
}

const progressAfterMs = 1000;
const progressEveryMs = 200;

/** Counts bytes on their way; how many there will be is not known, so the count is shown. */
function counting({ terminal }: Call) {
  let bytes = 0;
  let shownAtMs = performance.now() + progressAfterMs - progressEveryMs;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (performance.now() - shownAtMs > progressEveryMs) {
        shownAtMs = performance.now();
        terminal.progress(0, `${(bytes / 1e6).toFixed(1)} MB written`);
      }
      done(null, chunk);
    },
  });
  return { stream, bytes: () => bytes };
}
