#!/usr/bin/env node
// The command's entry. Plain JavaScript on purpose: it must run on any Node, if only to say that
// this one is too old, before the TypeScript sources (run as they are) are read.

import module from 'node:module';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 12)) {
  process.stderr.write(
    `registan needs Node 24.12 or later; this is ${process.versions.node}. ` +
      'Run it through npm (npm start, or npx registan), which uses the Node that npm installed, ' +
      'or install Node 24.\n',
  );
  process.exit(2);
}
// The compiled form of the sources is kept: the next start is twice as quick and takes less memory.
module.enableCompileCache(fileURLToPath(new URL('../.cache/compiled', import.meta.url)));
const { main } = await import('../src/node/index.ts');
process.exitCode = await main(process.argv.slice(2), process.env);
