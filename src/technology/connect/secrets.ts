/**
 * Users and passwords of machines: a port, and its first implementation, a file connections.json
 * in the secrets folder that names each connection: `{"ID": {"userName": "…", "password": "…"}}`.
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

export interface MachineSecrets {
  /** The user of a connection, read anew each time; undefined: none is kept. */
  userOf(connectionId: string): Promise<MachineUser | undefined>;
}

interface MachineUser {
  readonly userName: string;
  readonly password: string;
}

const fileSchema = z.record(
  z.string(),
  z.strictObject({ userName: z.string().min(1), password: z.string() }),
);

export function fileSecrets(folder: string): MachineSecrets {
  const path = join(folder, 'connections.json');
  return {
    async userOf(connectionId) {
      const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
        if (cause.code === 'ENOENT') return '{}';
        throw cause;
      });
      try {
        return fileSchema.parse(JSON.parse(text))[connectionId];
      } catch (cause) {
        throw new Error(`${path} is not a list of users by connection; see the guide`, { cause });
      }
    },
  };
}
