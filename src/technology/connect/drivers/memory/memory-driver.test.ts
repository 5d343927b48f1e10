/** The driver without a machine passes the suite of all drivers. */

import { systemClock } from '#base';
import { testDriver } from '../../driver.suite.ts';
import { MemoryDriver, memoryMachine } from './memory-driver.ts';

testDriver('memory', async () => {
  const machine = memoryMachine();
  machine.values.set('level', 0).set('name', 'press');
  machine.accepts.set('level', (value) => Number(value) >= 0 && Number(value) <= 100);
  machine.actions.set('double', ([input]) => [2 * Number(input)]);
  return {
    driver: new MemoryDriver(machine, systemClock),
    addresses: { level: 'level', name: 'name', double: 'double', missing: 'missing' },
    changeLevel: (value) => machine.change('level', value),
    breakLink: async () => machine.disconnect(),
    mendLink: async () => machine.reconnect(),
    close: async () => {},
  };
});
