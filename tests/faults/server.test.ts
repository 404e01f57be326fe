import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { problemTypeOf } from '../../shared/contract/problems.ts';
import { startTraining } from '../support/deployment.ts';
import { serverArguments, serverEnvironment } from '../../scripts/server-process.mjs';
import { startServerProcess } from '../support/server-process.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { signedInVisitor, Visitor } from '../support/visitor.ts';

test('[R1] a server killed again and again while people sign in knows every sign-in that it confirmed', async () => {
  const data = await temporaryFolder();
  const cookies: [name: string, value: string][] = [];
  for (let round = 0; round < 6; round++) {
    const server = await startServerProcess(data, '--demo');
    const people = [0, 1, 2, 3].map(async (): Promise<void> => {
      for (;;) {
        const visitor = new Visitor(server.portal);
        const answer = await visitor.signIn('maria.garcia');
        expect(answer.status).toBe(200);
        cookies.push([...visitor.cookies].find(([name]) => name.startsWith('portal_session'))!);
      }
    });
    const before = cookies.length;
    // Their connections break when the server is killed; until then nothing may go wrong.
    const broken = Promise.allSettled(people);
    await expect.poll(() => cookies.length).toBeGreaterThan(before + 4 + round);
    const exited = once(server.child, 'exit');
    server.child.kill('SIGKILL');
    await exited;
    await broken;
  }
  const server = await startServerProcess(data);
  onTestFinished(() => server.stop());
  const visitor = new Visitor(server.portal);
  const lost: string[] = [];
  for (const [name, value] of cookies) {
    visitor.cookies.set(name, value);
    if ((await visitor.send('GET', '/api/session')).status !== 200) lost.push(value);
  }
  expect(lost).toEqual([]);
});

test('[R1] a training that was killed in the middle of its first start begins again', async () => {
  const data = await temporaryFolder();
  const place = join(data, 'identity');
  await mkdir(place);
  const child = spawn(process.execPath, [...serverArguments, '--data', data, '--port', '0', '--demo'], {
    stdio: 'ignore',
    env: { ...process.env, ...serverEnvironment },
  });
  const exited = once(child, 'exit');
  const watcher = watch(place, (_event, name) => {
    // What it is for is on disk, and its data is being made.
    if (name === 'records.db') child.kill('SIGKILL');
  });
  await exited;
  watcher.close();
  const server = await startServerProcess(data, '--demo');
  onTestFinished(() => server.stop());
  expect((await new Visitor(server.portal).signIn('maria.garcia')).status).toBe(200);
});

test('[R1] a second server on the same data is refused in a sentence, and the first goes on', async () => {
  const data = await temporaryFolder();
  const first = await startServerProcess(data, '--demo');
  onTestFinished(() => first.stop());
  await expect(startServerProcess(data)).rejects.toThrow(/is in use by another server process/);
  expect((await new Visitor(first.portal).signIn('maria.garcia')).status).toBe(200);
});

const mount = (...args: string[]) => void execFileSync('mount', args);

interface Trouble {
  readonly what: string;
  readonly folder: 'identity' | 'audit';
}

const fill = async (place: string) => {
  await writeFile(join(place, 'filler'), Buffer.alloc(1 << 20)).catch(() => {});
};
const empty = (place: string) => rm(join(place, 'filler'));

const troubles: Trouble[] = [
  { what: 'full disk under the store', folder: 'identity' },
  { what: 'full disk under the audit trail', folder: 'audit' },
];

for (const { what, folder } of troubles) {
  test.skipIf(process.getuid?.() !== 0 || process.platform !== 'linux')(
    `[R1] a ${what} is said to whoever wants to change something, who is signed in stays so, and it is over when the disk is well (needs root, to mount a small disk)`,
    async () => {
      const data = await temporaryFolder();
      const place = join(data, folder);
      await mkdir(place);
      mount('-t', 'tmpfs', '-o', 'size=512k', 'none', place);
      // Lazily, so that it goes with the server's last open file, whichever of them ends first.
      onTestFinished(() => void execFileSync('umount', ['--lazy', place]));
      const { portal } = await startTraining({ data });
      const before = await signedInVisitor(portal, 'maria.garcia');
      await fill(place);
      let newcomer = new Visitor(portal);
      let refused = await newcomer.signIn('maria.garcia');
      // What is left of a file's last block still takes a few lines.
      for (let n = 0; n < 100 && refused.ok; n++) {
        newcomer = new Visitor(portal);
        refused = await newcomer.signIn('maria.garcia');
      }
      expect([refused.status, problemTypeOf(await refused.json())]).toEqual([503, 'storage-full']);
      expect(newcomer.cookies.has('portal_session')).toBe(false);
      expect((await before.send('GET', '/api/session')).status).toBe(200);
      await empty(place);
      expect((await newcomer.signIn('maria.garcia')).status).toBe(200);
      expect((await before.send('GET', '/api/session')).status).toBe(200);
    },
  );
}

const withoutDisks = process.getuid?.() !== 0 || process.platform !== 'linux' || !existsSync('/usr/sbin/mkfs.ext4');

test.skipIf(withoutDisks)(
  '[R1] a disk that became read-only under the store is said to whoever wants to change something, who is signed in stays so, and once it is mended a start has everything (needs root and mkfs.ext4, to make a small disk)',
  async () => {
    const [data, image] = [await temporaryFolder(), join(await temporaryFolder(), 'disk')];
    const place = join(data, 'identity');
    await mkdir(place);
    await writeFile(image, Buffer.alloc(8 << 20));
    execFileSync('mkfs.ext4', ['-q', image]);
    mount('-o', 'loop', image, place);
    onTestFinished(() => void execFileSync('umount', ['--lazy', place]));
    const server = await startServerProcess(data, '--demo');
    const before = await signedInVisitor(server.portal, 'maria.garcia');
    // What the kernel does by itself when a disk fails.
    mount('-o', 'remount,abort', place);
    const refused = await new Visitor(server.portal).signIn('john.smith');
    expect([refused.status, problemTypeOf(await refused.json())]).toEqual([503, 'cannot-store']);
    expect((await before.send('GET', '/api/session')).status).toBe(200);
    await server.stop();

    execFileSync('umount', [place]);
    try {
      execFileSync('fsck.ext4', ['-fy', image], { stdio: 'ignore' });
    } catch (error) {
      // That it corrected something.
      expect((error as { status: number }).status).toBe(1);
    }
    mount('-o', 'loop', image, place);
    const again = await startServerProcess(data);
    onTestFinished(() => again.stop());
    const after = new Visitor(again.portal);
    for (const [name, value] of before.cookies) after.cookies.set(name, value);
    expect((await after.send('GET', '/api/session')).status).toBe(200);
    expect((await after.signIn('john.smith')).status).toBe(200);
  },
);
