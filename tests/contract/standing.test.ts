import { expect, onTestFinished, test } from 'vitest';
import { needsPostgres, storePlace, usePostgres, withoutPostgres } from '../support/postgres.ts';

const postgres = usePostgres();

// In a file of its own, because a process is told once of what will not work any more.
test.skipIf(withoutPostgres)(
  `[R2] many jobs are claimed and given back at once, over a connection that is asked one thing at a time${needsPostgres}`,
  async () => {
    const warnings: string[] = [];
    const note = ({ message }: Error) => void warnings.push(message);
    process.on('warning', note);
    onTestFinished(() => void process.off('warning', note));
    const store = await storePlace(postgres.server.settings).open();
    onTestFinished(() => store.close());
    const jobs = Array.from({ length: 8 }, (_, n) => `job ${n}`);
    const [claims] = await Promise.all([
      Promise.all(jobs.map((job) => store.claim(job))),
      store.listen({ heard: () => {}, missed: () => {} }),
    ]);
    expect(claims.map((claim) => claim?.held)).toEqual(jobs.map(() => true));
    await Promise.all(claims.map((claim) => claim!.release()));
    expect((await store.claim('job 3'))?.held).toBe(true);
    expect(warnings).toEqual([]);
  },
);
