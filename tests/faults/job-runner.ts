import pino from 'pino';
import type { PostgresSettings } from '../../shared/kiosk/settings.ts';
import { systemClock } from '../../server/clock.ts';
import { Jobs } from '../../server/jobs.ts';
import { PostgresDatabase } from '../../server/store/postgres/database.ts';

// Begins a job, says so, and never comes to its end.

const [settings, name, key] = process.argv.slice(2) as [string, string, string];
const log = pino({ level: 'silent' });
const database = await PostgresDatabase.connect(JSON.parse(settings) as PostgresSettings, log);
const store = await database.openStore(name, Buffer.from(key, 'base64'));
const jobs = new Jobs({ store, clock: systemClock, log });
jobs.add({
  name: 'count',
  every: 3_600_000,
  run: () => {
    process.send!('begun');
    return new Promise(() => {});
  },
});
await jobs.runDue();
