/**
 * The node's settings: one schema from which flags, variables, file, help and types derive. An
 * option is looked for in the flags, then in `REGISTAN_*`, then in registan.json in the data
 * folder, then here.
 */

import { z } from 'zod';
import { limits } from '#base';

const megabyte = 1024 * 1024;

/** What a node that was given no name is called. */
export const defaultName = 'Registan';

export const settingsSchema = z.strictObject({
  data: z
    .string()
    .min(1)
    .default('./data')
    .meta({ description: 'folder that holds everything the node keeps', value: 'DIR' }),
  host: z
    .string()
    .refine(isLoopback, {
      error:
        'must be a loopback address (localhost, 127.0.0.1 or ::1): plain HTTP may not leave the ' +
        'machine; put a reverse proxy with TLS before it and set --base-url',
    })
    .default('localhost')
    .meta({ description: 'loopback address to listen on', value: 'HOST' }),
  port: z
    .int()
    .min(0)
    .max(65_535)
    .default(7410)
    .meta({ description: 'port to listen on; 0 takes a free one', value: 'PORT' }),
  baseUrl: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .optional()
    .meta({ description: 'address that others reach the node at, when not its own', value: 'URL' }),
  name: z
    .string()
    .min(1)
    .max(128)
    .default(defaultName)
    .meta({ description: "the node's name, as people see it", value: 'TEXT' }),
  region: z
    .string()
    .max(128)
    .default('')
    .meta({ description: 'region that the node serves, e.g. Lombardia', value: 'TEXT' }),
  jurisdiction: z
    .string()
    .max(64)
    .default('')
    .meta({ description: 'law that the node is under, as an ISO 3166 code or EU', value: 'CODE' }),
  token: z
    .string()
    .min(32)
    .optional()
    .meta({
      description:
        "administrator's API token for automation (32 characters or more); while the node has no " +
        'sign-in and serves this machine only, nothing asks for it',
      value: 'TOKEN',
      secret: true,
    }),
  logLevel: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .meta({ description: 'least severe log line written', value: 'LEVEL' }),
  bodyBytesMax: z
    .int()
    .min(1024)
    .max(1024 * megabyte)
    .default(limits.bodyBytesMax)
    .meta({ description: 'largest JSON or XML request body', value: 'BYTES' }),
  uploadBytesMax: z
    .int()
    .min(1024)
    .max(64 * 1024 * megabyte)
    .default(limits.uploadBytesMax)
    .meta({ description: 'largest uploaded package or attachment', value: 'BYTES' }),
  eventsKept: z
    .int()
    .min(1000)
    .max(100_000_000)
    .default(100_000)
    .meta({ description: 'events kept for listeners that come back', value: 'COUNT' }),
  operationHosts: z
    .array(z.string().regex(/^[\w.:[\]-]+$/, 'must be host or host:port'))
    .default([])
    .meta({
      description: 'host that operations may be delegated to by HTTP; none unless named',
      value: 'HOST',
    }),
  stopMs: z
    .int()
    .min(0)
    .max(600_000)
    .default(10_000)
    .meta({ description: 'time that requests get to finish when the node stops', value: 'MS' }),
});

export type Settings = z.output<typeof settingsSchema>;

/** Addresses that never leave the machine. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}
