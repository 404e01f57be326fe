import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import { Jobs } from '../../server/jobs.ts';
import { PostgresDatabase } from '../../server/store/postgres/database.ts';
import { eventually } from '../support/eventually.ts';
import { needsPostgres, silent, usePostgres, withoutPostgres } from '../support/postgres.ts';

const postgres = usePostgres();

describe.skipIf(withoutPostgres)(`jobs over one PostgreSQL${needsPostgres}`, () => {
  test('[R2] a job whose process is killed in the middle of it is done by another process, from its beginning', async () => {
    const [name, key] = ['jobs', randomBytes(32)];
    const given = [JSON.stringify(postgres.server.settings), name, key.toString('base64')];
    const first = fork(fileURLToPath(new URL('job-runner.ts', import.meta.url)), given);
    onTestFinished(() => void first.kill('SIGKILL'));
    await once(first, 'message');

    const database = await PostgresDatabase.connect(postgres.server.settings, silent);
    onTestFinished(() => database.close());
    const jobs = new Jobs({ store: await database.openStore(name, key), clock: systemClock, log: silent });
    let runs = 0;
    jobs.add({ name: 'count', every: 3_600_000, run: async () => void (runs += 1) });
    await jobs.runDue();
    expect(runs).toBe(0);

    const ended = once(first, 'exit');
    first.kill('SIGKILL');
    await ended;
    await eventually(async () => {
      await jobs.runDue();
      expect(runs).toBe(1);
    });
    await jobs.runDue();
    expect(runs).toBe(1);
  });
});
