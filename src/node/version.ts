/** The product's version, from the package itself. */

import { readFileSync } from 'node:fs';

export function productVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return String((JSON.parse(text) as { version: unknown }).version);
}
