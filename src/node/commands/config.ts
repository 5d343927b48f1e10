/** `registan config`: each setting's value and where it came from. */

import { defineCommand } from '../cli/command.ts';
import { optionsOf } from '../config/read-options.ts';
import { readSettings } from '../config/read-settings.ts';
import { settingsSchema } from '../config/settings.ts';

export const configCommand = defineCommand({
  name: 'config',
  summary: 'Print each setting with its value and its source',
  details: 'Takes the flags of start, so that it shows what a start with them would use.',
  configured: true,
  options: settingsSchema,
  async run({ given, terminal, environment }) {
    const read = readSettings(given, environment);
    if (!read.ok) throw new Error('the settings were read before', { cause: read.error });
    const listed = read.value.listed;
    if (terminal.json) {
      terminal.object(
        Object.fromEntries(
          listed.map(({ key, value, source, from }) => [key, { value, source, from }]),
        ),
      );
      return 0;
    }
    const flags = optionsOf(settingsSchema).map((option) => option.flag.slice(2));
    const width = Math.max(...flags.map((flag) => flag.length)) + 2;
    const texts = listed.map(({ value }) => (value === null ? '-' : JSON.stringify(value)));
    const valueWidth = Math.max(...texts.map((text) => text.length)) + 2;
    for (const [index, setting] of listed.entries()) {
      const name = (flags[index] ?? '').padEnd(width);
      terminal.print(`${name}${(texts[index] ?? '').padEnd(valueWidth)}${setting.from}`);
    }
    return 0;
  },
});
