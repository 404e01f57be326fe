import { once } from 'node:events';
import { expect, test } from 'vitest';
import type { ImportReport, ImportRun } from '../../shared/identity/api/import.ts';
import { limits } from '../../shared/contract/limits.ts';
import { masterKeyFromFile } from '../../server/keys/key-file.ts';
import { startTraining } from '../support/deployment.ts';
import { eventually } from '../support/eventually.ts';
import { startServerProcess } from '../support/server-process.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { signedInVisitor } from '../support/visitor.ts';

test('[S4] an import that is killed while it writes is gone on with by the same file, and is said to have ended', async () => {
  const data = await temporaryFolder();
  const count = 12 * limits.import.together;
  const rows = Array.from({ length: count }, (_, n) => `person.${n},Pat Sample ${n},p${n}@clinic.example,clinic-staff`);
  const file = { csv: ['username,name,email,roles', ...rows].join('\n'), dryRun: false, partial: false };

  const server = await startServerProcess(data, '--demo');
  const [sender, watcher] = [
    await signedInVisitor(server.portal, 'it.admin'),
    await signedInVisitor(server.portal, 'it.admin'),
  ];
  const cut = sender.send('POST', '/api/accounts/import', file).catch(() => 'cut');
  const exited = once(server.child, 'exit');
  await eventually(async () => {
    const run = (await (await watcher.send('GET', '/api/accounts/import')).json()) as ImportRun;
    expect(run.created).toBeGreaterThan(0);
  });
  server.child.kill('SIGKILL');
  await exited;
  expect(await cut).toBe('cut');

  let now = Date.now();
  const masterKey = await masterKeyFromFile(data);
  const { portal } = await startTraining({ data, masterKey, clock: { now: () => now } });
  const again = await signedInVisitor(portal, 'it.admin');
  const run = async () => (await (await again.send('GET', '/api/accounts/import')).json()) as ImportRun;
  expect(await run()).toMatchObject({ state: 'running' });
  now += limits.import.silence + 60_000;
  const { state, created: said = 0 } = await run();
  expect(state).toBe('failed');

  const answer = await again.send('POST', '/api/accounts/import', file);
  const { created, unchanged } = (await answer.json()) as ImportReport;
  expect(created + unchanged).toBe(count);
  // Whole steps; more of them than it had time to say.
  expect(unchanged % limits.import.together).toBe(0);
  expect(unchanged).toBeGreaterThanOrEqual(said);
  expect(created).toBeGreaterThan(0);
  expect(await run()).toMatchObject({ state: 'written', created });
});
