/** `registan demo`: a node with the demo factory and its simulated machines. */

import { z } from 'zod';
import { defineCommand } from '../cli/command.ts';
import { settingsSchema } from '../config/settings.ts';
import { runNode } from './start.ts';

export const demoCommand = defineCommand({
  name: 'demo',
  summary: 'Start a node with the demo factory, its machines simulated',
  details:
    'On an empty data folder the demo factory is imported; with --empty it is a plain start.',
  configured: true,
  options: settingsSchema.extend({
    empty: z.boolean().default(false).meta({ description: 'start without the demo factory' }),
  }),
  run: (call) => {
    const { empty, ...settings } = call.options;
    return runNode(call, settings, { demo: !empty });
  },
});
