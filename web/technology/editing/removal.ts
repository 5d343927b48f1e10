/**
 * Removing a twin or a submodel in a way that can be taken back: first everything is read, files
 * included, then it is removed; taking back writes what was read. Half a removal is taken back.
 */

import type { Shell } from '#technology/twin/model';
import type { Answer, Client } from '../client.ts';
import { faultOf } from '../fault.ts';

export interface Removal {
  remove(): Promise<Answer<unknown>>;
  restore(): Promise<Answer<unknown>>;
}

export interface RemovalOptions {
  readonly client: Client;
  readonly wait: (ms: number) => Promise<void>;
}

const done = { ok: true, value: undefined } as const;
const pollMs = 100;

interface JobOutput {
  readonly ok?: boolean;
  readonly error?: unknown;
}

type Step = () => Promise<Answer<unknown>>;

/** The shell and, of the submodels named, those that no other shell names. */
export function twinRemoval(
  options: RemovalOptions,
  shell: Shell,
  submodelIds: readonly string[],
): Removal {
  let planned: Removal | undefined;
  return {
    async remove() {
      const own = await ownSubmodels(options.client, shell.id, submodelIds);
      if (!own.ok) return own;
      planned = shellRemoval(options, shell, own.value);
      return planned.remove();
    },
    restore: async () => planned?.restore() ?? done,
  };
}

async function ownSubmodels(
  client: Client,
  shellId: string,
  submodelIds: readonly string[],
): Promise<Answer<readonly string[]>> {
  const own: string[] = [];
  for (const id of submodelIds) {
    const naming = await client.shellsNaming(id);
    if (!naming.ok) return naming;
    if (naming.value.result.every((each) => each === shellId)) own.push(id);
  }
  return { ok: true, value: own };
}

function shellRemoval(
  options: RemovalOptions,
  shell: Shell,
  submodelIds: readonly string[],
): Removal {
  const { client } = options;
  const picture = shell.assetInformation.defaultThumbnail;
  const file = kept(() => client.thumbnail(shell.id));
  const parts = submodelsKept(options, submodelIds);
  const name = picture?.path.split('/').at(-1) || 'thumbnail';
  return removal({
    read: [...(picture === undefined ? [] : [file.read]), ...parts.read],
    remove: [() => client.deleteShell(shell.id), ...parts.remove],
    restore: [
      ...parts.restore,
      () => client.createShell(shell),
      ...(picture === undefined
        ? []
        : [() => file.use((body) => client.putThumbnail(shell.id, body, name))]),
    ],
  });
}

/** A submodel, and the shell's reference to it. */
export function submodelRemoval(
  options: RemovalOptions,
  shell: Shell,
  submodelId: string,
): Removal {
  const { client } = options;
  const parts = submodelsKept(options, [submodelId]);
  const isIt = (one: NonNullable<Shell['submodels']>[number]) =>
    one.keys.at(-1)?.value === submodelId;
  const references = (shell.submodels ?? []).filter(isIt);
  return removal({
    read: parts.read,
    remove: [() => client.removeSubmodelReference(shell.id, submodelId), ...parts.remove],
    restore: [
      ...parts.restore,
      ...references.map((one) => () => client.addSubmodelReference(shell.id, one)),
    ],
  });
}

interface Steps {
  readonly read: readonly Step[];
  readonly remove: readonly Step[];
  readonly restore: readonly Step[];
}

function removal(steps: Steps): Removal {
  const restore = () => inTurn(steps.restore);
  return {
    restore,
    async remove() {
      const read = await inTurn(steps.read);
      if (!read.ok) return read;
      const [first, ...others] = steps.remove;
      const begun = first === undefined ? done : await first();
      if (!begun.ok) return begun;
      const removed = await inTurn(others);
      if (!removed.ok) await restore();
      return removed;
    },
  };
}

async function inTurn(steps: readonly Step[]): Promise<Answer<unknown>> {
  for (const step of steps) {
    const answer = await step();
    if (!answer.ok) return answer;
  }
  return done;
}

/** Submodels as a package, which holds their files too. */
function submodelsKept({ client, wait }: RemovalOptions, ids: readonly string[]): Steps {
  if (ids.length === 0) return { read: [], remove: [], restore: [] };
  const pack = kept(() => client.submodelPackage(ids));
  const bringBack = async (body: Blob): Promise<Answer<unknown>> => {
    const started = await client.importPackage(body);
    if (!started.ok) return started;
    for (;;) {
      const job = await client.job<JobOutput>(started.value);
      if (!job.ok) return job;
      const { state, output, error } = job.value;
      if (state === 'done' && output?.ok !== false) return done;
      if (state === 'done') return { ok: false, error: faultOf(output?.error, 400) };
      if (state === 'failed' || state === 'cancelled') {
        return { ok: false, error: faultOf(error, 400) };
      }
      await wait(pollMs);
    }
  };
  return {
    read: [pack.read],
    remove: ids.map((id) => () => client.deleteSubmodel(id)),
    restore: [() => pack.use(bringBack)],
  };
}

/** What is read once and written back later. */
function kept(read: () => Promise<Answer<Blob>>) {
  let body: Blob | undefined;
  return {
    async read(): Promise<Answer<unknown>> {
      const answer = await read();
      if (answer.ok) body = answer.value;
      return answer;
    },
    use: async (write: (body: Blob) => Promise<Answer<unknown>>): Promise<Answer<unknown>> =>
      body === undefined ? done : write(body),
  };
}
