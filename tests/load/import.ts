import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportReport, ImportRun } from '../../shared/identity/api/import.ts';
import { PostgresServer, withoutPostgres } from '../support/postgres.ts';
import { signedInVisitor } from '../support/visitor.ts';
import { startBuiltServer } from './built-server.ts';
import { atMost } from './report.ts';

// How long an import of many people takes, how much memory, and what it leaves to others: rows of `npm run bench`, in a process of
// its own; it runs alone too. With a number it imports that many. People come without passwords: each hash costs what it costs anyway.

const count = Number(process.argv[2] ?? 50_000);

function file(): string {
  const rows = Array.from(
    { length: count },
    (_, n) =>
      `bench.${n},Pat Sample ${n},bench.${n}@clinic.example,clinic-staff,${String(n % 500).padStart(6, '0')}:Clinic ${n % 500}`,
  );
  return ['username,name,email,roles,sites', ...rows].join('\r\n');
}

async function importInto(where: string, data: string, database?: object): Promise<void> {
  const settings = join(folder, `settings-${where.length}.json`);
  await writeFile(settings, JSON.stringify(database === undefined ? {} : { store: { postgres: database } }));
  const server = await startBuiltServer(data, settings, '--demo');
  try {
    const portal = `${server.origin}/`;
    const [administrator, nurse] = [
      await signedInVisitor(portal, 'it.admin'),
      await signedInVisitor(portal, 'maria.garcia'),
    ];
    const before = await server.memory('VmHWM');
    const begun = performance.now();
    let isOver = false;
    const sent = administrator
      .send('POST', '/api/accounts/import', { csv: file(), dryRun: false, partial: false })
      .then(async (response) => {
        if (response.status !== 200) throw new Error(await response.text());
        return ((await response.json()) as ImportReport).created;
      })
      .finally(() => (isOver = true));
    sent.catch(() => {});
    let longest = 0;
    const told = new Set<string>();
    for (;;) {
      const asked = performance.now();
      await nurse.send('GET', '/api/session');
      const run = await administrator.send('GET', '/api/accounts/import');
      // Whichever it was that waited.
      longest = Math.max(longest, performance.now() - asked);
      if (run.status === 200) {
        const { done, created = 0 } = (await run.json()) as ImportRun;
        told.add(`${done} ${created}`);
      }
      if (isOver) break;
    }
    const created = await sent;
    if (created !== count) throw new Error(`${created} of ${count} were imported`);
    const what = `importing ${count} accounts ${where}`;
    atMost(what, [(performance.now() - begun) / 1000], 's');
    atMost(`  memory more than before`, [(await server.memory('VmHWM')) - before], 'MiB');
    atMost(`  the longest wait of somebody else meanwhile`, [longest], 'ms');
    console.log(`  told in ${told.size} steps how far it is`);
  } finally {
    await server.stop();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'import-'));
try {
  await importInto('in files', join(folder, 'files'));
  if (withoutPostgres) console.log('an import in PostgreSQL: skipped, because PostgreSQL is not installed here');
  else {
    const server = await PostgresServer.start();
    try {
      await importInto('in PostgreSQL', join(folder, 'postgres'), server.settings);
    } finally {
      server.remove();
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
