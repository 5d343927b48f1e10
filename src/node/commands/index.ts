/** All commands; each is loaded when it is used, so that `registan --help` is quick. */

import type { CommandEntry } from '../cli/main.ts';

export const commands: readonly CommandEntry[] = [
  {
    name: 'start',
    summary: 'Start a node on the data folder',
    load: async () => (await import('./start.ts')).startCommand,
  },
  {
    name: 'demo',
    summary: 'Start a node with the demo factory, its machines simulated',
    load: async () => (await import('./demo.ts')).demoCommand,
  },
  {
    name: 'check',
    summary: 'Verify environments, packages and single objects against the metamodel',
    load: async () => (await import('./check.ts')).checkCommand,
  },
  {
    name: 'import',
    summary: 'Import packages and environments into a node',
    load: async () => (await import('./import.ts')).importCommand,
  },
  {
    name: 'export',
    summary: 'Export twins as a package, as JSON or as XML',
    load: async () => (await import('./export.ts')).exportCommand,
  },
  {
    name: 'config',
    summary: 'Print each setting with its value and its source',
    load: async () => (await import('./config.ts')).configCommand,
  },
];
