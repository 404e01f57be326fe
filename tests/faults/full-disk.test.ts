import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { AuditTrail, chainKey } from '../../server/identity/audit/audit-trail.ts';
import { Sealing } from '../../server/identity/audit/seals.ts';
import { trailInFiles } from '../../server/identity/audit/file-trail.ts';
import { verifyTrail } from '../../server/identity/audit/verify-trail.ts';
import { Keys } from '../../server/keys/keys.ts';
import { launchDeployment, TestClock } from '../support/deployment.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { Visitor } from '../support/visitor.ts';

const cannotMount = process.getuid?.() !== 0 || process.platform !== 'linux';

/** A small disk, and a file that takes all of its space. */
async function smallDisk(size: string) {
  const directory = await temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', directory]);
  onTestFinished(() => void execFileSync('umount', [directory]));
  const filler = join(directory, 'filler');
  return {
    directory,
    fill: async () => {
      await expect(writeFile(filler, Buffer.alloc(64 * 1024 * 1024))).rejects.toThrow('ENOSPC');
    },
    free: () => rm(filler),
  };
}

test.skipIf(cannotMount)(
  '[R4] on a full disk nobody signs in without an entry, and it goes on by itself (needs root, to mount a small disk)',
  async () => {
    const { directory: data, fill, free } = await smallDisk('4m');
    const masterKey = randomBytes(32);
    const deployment = await launchDeployment({ data, masterKey });
    onTestFinished(() => deployment.close());
    const visitor = new Visitor(deployment.portal);
    await fill();
    const refused = await visitor.signIn('maria.garcia');
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({
      type: '/problems/storage-full',
      title: expect.stringMatching(/full/),
    });
    expect(visitor.cookies.has('portal_session')).toBe(false);
    await free();
    expect((await visitor.signIn('maria.garcia')).status).toBe(200);
    expect(await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8')).toContain('"n":1,');
  },
);

test.skipIf(cannotMount)(
  '[R4] an entry that does not fit is refused, and leaves nothing half-written (needs root, to mount a small disk)',
  async () => {
    const { directory, fill, free } = await smallDisk('256k');
    const keys = new Keys(randomBytes(32));
    const trail = await AuditTrail.open({ directory, keys, clock: new TestClock() });
    onTestFinished(() => trail.close());
    const entry = (note: string) => ({ event: 'sign-in.refused' as const, detail: { note } });
    await trail.record(entry('fits'));
    await fill();
    await expect(Promise.all([trail.record(entry('x'.repeat(9000))), trail.record(entry('y'))])).rejects.toThrow(
      'ENOSPC',
    );
    await free();
    await trail.record(entry('fits again'));
    const verified = await verifyTrail({
      trail: trailInFiles(directory),
      key: chainKey(keys),
      sealing: new Sealing(keys),
    });
    expect(verified).toMatchObject({ entries: 2, findings: [] });
  },
);
