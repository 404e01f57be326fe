import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Collector } from '../support/collector.ts';
import { eventually } from '../support/eventually.ts';
import { needsPostgres, usePostgres, withoutPostgres } from '../support/postgres.ts';
import { startServerProcess } from '../support/server-process.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { kills } from '../support/thoroughness.ts';
import { signedInVisitor, Visitor } from '../support/visitor.ts';

const postgres = usePostgres();
const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1);

/** Each number follows the one before it, or one that came earlier: what is sent again begins anew, and nothing is left out. */
function gapsIn(numbers: readonly number[]): number[] {
  let most = 0;
  return numbers.filter((n) => {
    const isGap = n > most + 1;
    most = Math.max(most, n);
    return isGap;
  });
}

async function queueOf(portal: string) {
  const admin = await signedInVisitor(portal, 'it.admin');
  return async () => {
    const { queues, shipping } = (await (await admin.send('GET', '/api/queues')).json()) as {
      queues: { id: string; waiting: number }[];
      shipping: { last: { n: number } };
    };
    return { waiting: queues.find(({ id }) => id === 'audit-trail')!.waiting, n: shipping.last.n };
  };
}

test('[R4] a server that is killed again and again ships its whole trail in order, whatever was on its way', async () => {
  const collector = await Collector.start();
  const folder = await temporaryFolder();
  const [data, settings] = [join(folder, 'data'), join(folder, 'settings.json')];
  await writeFile(settings, JSON.stringify({ audit: { syslog: collector.settings() } }));
  for (let kill = 0; kill < Math.ceil(kills / 5); kill++) {
    const server = await startServerProcess(data, '--demo', '--settings', settings);
    const before = collector.messages.length;
    const state = { stopped: false };
    const signingIn = (async () => {
      while (!state.stopped) await new Visitor(server.portal).signIn('maria.garcia', 'wrong').catch(() => {});
    })();
    await eventually(() => expect(collector.messages.length).toBeGreaterThan(before + 2));
    const exited = once(server.child, 'exit');
    server.child.kill('SIGKILL');
    state.stopped = true;
    await Promise.all([exited, signingIn]);
  }
  const last = await startServerProcess(data, '--demo', '--settings', settings);
  onTestFinished(() => last.stop());
  const queue = await queueOf(last.portal);
  await eventually(async () => {
    const { waiting, n } = await queue();
    expect(waiting).toBe(0);
    expect(Math.max(...collector.numbers)).toBe(n);
  });
  expect(gapsIn(collector.numbers)).toEqual([]);
  expect(collector.faults).toEqual([]);
});

describe.skipIf(withoutPostgres)(`over PostgreSQL${needsPostgres}`, () => {
  test('[R4] of two servers on one database one ships each entry, once, and the other goes on when it is killed', async () => {
    const collector = await Collector.start();
    await postgres.server.ask('create database shipping');
    const [folder, key] = [await temporaryFolder(), randomBytes(32).toString('base64')];
    const settings = join(folder, 'settings.json');
    const store = { postgres: { ...postgres.server.settings, database: 'shipping' } };
    await writeFile(settings, JSON.stringify({ store, audit: { syslog: collector.settings() } }));
    const start = async (name: string) => {
      const data = join(folder, name);
      await mkdir(data, { mode: 0o700 });
      await writeFile(join(data, 'master.key'), key, { mode: 0o600 });
      const server = await startServerProcess(data, '--demo', '--settings', settings);
      onTestFinished(() => void server.child.kill('SIGKILL'));
      return server;
    };
    const [one, two] = [await start('one'), await start('two')];
    const queues = [await queueOf(one.portal), await queueOf(two.portal)];
    for (let n = 0; n < 10; n++) {
      await Promise.all([one, two].map(({ portal }) => new Visitor(portal).signIn(`nobody.${n}`, 'wrong')));
    }
    for (const queue of queues) {
      await eventually(async () => expect(await queue()).toEqual({ waiting: 0, n: collector.messages.length }));
    }
    expect(collector.numbers).toEqual(upTo(collector.messages.length));

    const exited = once(one.child, 'exit');
    one.child.kill('SIGKILL');
    await exited;
    await new Visitor(two.portal).signIn('maria.garcia');
    await eventually(async () => {
      const { waiting, n } = await queues[1]!();
      expect(waiting).toBe(0);
      expect(Math.max(...collector.numbers)).toBe(n);
    });
    expect(gapsIn(collector.numbers)).toEqual([]);
    expect(collector.entries.at(-1)!.event).toBe('sign-in.succeeded');
  });
});
