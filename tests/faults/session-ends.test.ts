import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { workstationId } from '../../server/identity/sign-in/lockout.ts';
import { eventually } from '../support/eventually.ts';
import { startServerProcess } from '../support/server-process.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { signedInVisitor, Visitor } from '../support/visitor.ts';

interface Entry {
  readonly event: string;
  readonly workstation?: string;
  readonly detail?: Readonly<Record<string, string>>;
}

async function recordedEnds(data: string): Promise<Entry[]> {
  const trail = await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8');
  const lines = trail.split('\n').filter((line) => line.endsWith('}'));
  return lines.map((line) => JSON.parse(line) as Entry).filter(({ event }) => event === 'session.ended');
}

const placeOf = ({ cookies }: Visitor) => workstationId(cookies.get('workstation')!);

test.skipIf(process.getuid?.() !== 0 || process.platform !== 'linux')(
  '[R4] where the disk under the audit trail is full people can sign out, and the entry follows, with the time of the end, after the server was killed too (needs root, to mount a small disk)',
  async () => {
    const data = await temporaryFolder();
    const place = join(data, 'audit');
    await mkdir(place);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'none', place]);
    onTestFinished(() => void execFileSync('umount', ['--lazy', place]));
    const server = await startServerProcess(data, '--demo');
    const visitor = await signedInVisitor(server.portal, 'maria.garcia');
    await writeFile(join(place, 'filler'), Buffer.alloc(1 << 20)).catch(() => {});
    // What is left of the trail's last block takes a few lines.
    const newcomer = new Visitor(server.portal);
    await expect.poll(async () => (await newcomer.signIn('john.smith')).status, { interval: 1 }).toBe(503);

    // Nobody gets in anywhere without an entry.
    const { response } = await visitor.visit(server.applications.vaos);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await response.text()).toContain('The server cannot store anything just now, so it lets nobody in.');
    expect((await visitor.send('GET', new URL('/api/session', server.applications.vaos).href)).status).toBe(401);
    expect((await visitor.send('POST', '/api/sign-out')).ok).toBe(true);
    expect((await visitor.send('GET', '/api/session')).status).toBe(401);
    const exited = once(server.child, 'exit');
    server.child.kill('SIGKILL');
    await exited;
    await rm(join(place, 'filler'));
    const entriesOf = async (whose: Visitor) =>
      (await recordedEnds(data)).filter(({ workstation }) => workstation === placeOf(whose));
    expect(await entriesOf(visitor)).toEqual([]);

    const again = await startServerProcess(data);
    onTestFinished(() => again.stop());
    await eventually(async () => {
      expect(await entriesOf(visitor)).toEqual([
        expect.objectContaining({ detail: { reason: 'signed out', endedAt: expect.stringMatching(/^\d{4}-.*Z$/) } }),
      ]);
    });
  },
);
