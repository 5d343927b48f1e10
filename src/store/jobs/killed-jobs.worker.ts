/**
 * A process with a job under way, for the test that kills it: `node killed-jobs.worker.ts FOLDER`.
 * Says the job's id and a semicolon once the job runs.
 */

import { silentLogger, systemClock } from '#base';
import { storeMigrations } from '../migrations.ts';
import { openSqlite } from '../sqlite/open-sqlite.ts';
import { openJobs } from './open-jobs.ts';

const [folder = ''] = process.argv.slice(2);
const common = { clock: systemClock, logger: silentLogger };
const noteTable = { id: '0001-note', sql: 'CREATE TABLE note (text TEXT NOT NULL) STRICT' };
const migrations = [...storeMigrations, noteTable];
const database = openSqlite({ folder, migrations, ...common });
await database.start();
const module = new URL('./rehearsal.worker.ts', import.meta.url);
const kinds = [{ kind: 'restartable', module, restartable: true }];
const jobs = openJobs({ database, kinds, ...common });
await jobs.start();
jobs.onChange((job) => {
  if (job.step === 'wait') process.stdout.write(`${job.id};\n`);
});
await jobs.submit('restartable', { do: 'wait' });
