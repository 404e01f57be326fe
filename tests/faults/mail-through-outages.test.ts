import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { needsPostgres, usePostgres, withoutPostgres } from '../support/postgres.ts';
import { mailServer } from '../support/receivers.ts';
import { startServerProcess } from '../support/server-process.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { kills } from '../support/thoroughness.ts';
import { trainingPassword } from '../support/training.ts';
import { signedInVisitor } from '../support/visitor.ts';

const postgres = usePostgres();

describe.skipIf(withoutPostgres)(`mail while the database is killed${needsPostgres}`, () => {
  test('[R7] a server whose database is killed again and again while mail waits goes on answering, delivers each mail once, and fills no log', async () => {
    const mails = await mailServer();
    onTestFinished(() => mails.close());
    const data = await temporaryFolder();
    const file = join(data, 'settings.json');
    await writeFile(
      file,
      JSON.stringify({ store: { postgres: postgres.server.settings }, mail: { smtp: mails.smtp } }),
    );
    const server = await startServerProcess(join(data, 'data'), '--demo', '--settings', file);
    onTestFinished(() => server.stop());
    const people = ['maria.garcia', 'john.smith'];
    const visitors = await Promise.all(people.map((person) => signedInVisitor(server.portal, person)));
    const current = [trainingPassword, trainingPassword];

    for (let n = 0; n < kills; n++) {
      mails.state.stall = true;
      // Each tells its owner by mail; the second comes while the first is being delivered.
      for (const [i, visitor] of visitors.entries()) {
        const change = { reason: 'chosen', current: current[i], password: `Cottonwood-Creek-${i}${n}!` };
        await eventually(async () => expect((await visitor.send('POST', '/api/password', change)).status).toBe(200));
        current[i] = change.password;
      }
      await eventually(() => expect(mails.stalled.length).toBeGreaterThan(0));
      postgres.server.down('immediate');
      mails.state.stall = false;
      for (const go of mails.stalled.splice(0)) go();
      // What needs no records is answered meanwhile: the process gets to its requests.
      const asked = await fetch(new URL('/api/deployment', server.portal));
      expect(asked.status).toBe(200);
      postgres.server.up();
      await eventually(() => expect(mails.received).toHaveLength(people.length * (n + 1)));
      await eventually(async () => expect((await fetch(new URL('/health/ready', server.portal))).status).toBe(200));
    }
    expect(mails.received.filter((to) => to.startsWith('maria.garcia'))).toHaveLength(kills);
    // A few lines for each outage, however long it lasts.
    expect(server.complaints().split('\n').length).toBeLessThan(kills * 25);
  });
});
