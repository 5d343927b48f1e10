/** `registan demo`: a node with the demo factory and its simulated machines. */

import { z } from 'zod';
import { defineCommand } from '../cli/command.ts';
import { defaultName, type Settings, settingsSchema } from '../config/settings.ts';
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
    return runNode(call, empty ? settings : asFactory(settings), { demo: !empty });
  },
});

/** The demo's node is the invented firm's own, unless the settings say whose it is. */
function asFactory(settings: Settings): Settings {
  if (settings.name !== defaultName) return settings;
  return { ...settings, name: 'Officine Altobrembo', region: 'Lombardia', jurisdiction: 'EU' };
}
