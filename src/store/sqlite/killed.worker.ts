/**
 * A process that writes as fast as it is answered and says each answer, for the test that kills
 * it: `node killed.worker.ts FOLDER LAST_ID`. A line is an id and a semicolon.
 */

import { silentLogger, systemClock } from '#base';
import { openSqlite } from './open-sqlite.ts';

const [folder = '', last = '0'] = process.argv.slice(2);
const sql = 'CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT';
const migrations = [{ id: '0001-entry', sql }];
const database = openSqlite({ folder, clock: systemClock, logger: silentLogger, migrations });
await database.start();
for (let id = Number(last) + 1; ; id += 10) {
  const writes = Array.from({ length: 10 }, async (_, index) => {
    await database.write((writer) =>
      writer.run('INSERT INTO entry (id, text) VALUES (?, ?)', [id + index, 'x'.repeat(500)]),
    );
    process.stdout.write(`${id + index};\n`);
  });
  await Promise.all(writes);
}
