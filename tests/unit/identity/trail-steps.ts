import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AuditEvent, AuditTrail, chainKey } from '../../../server/identity/audit/audit-trail.ts';
import { Sealing, type Seal } from '../../../server/identity/audit/seals.ts';
import { trailInFiles } from '../../../server/identity/audit/file-trail.ts';
import { verifyTrail } from '../../../server/identity/audit/verify-trail.ts';
import { Keys } from '../../../server/keys/keys.ts';
import { TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const keys = new Keys(randomBytes(32));
const sealing = new Sealing(keys);
export const day = 24 * 3600 * 1000;

/** A trail in files of its own, with what tests do to it. */
export async function trailPlace() {
  const directory = await temporaryFolder();
  const clock = new TestClock();
  const current = join(directory, 'audit.jsonl');
  return {
    directory,
    clock,
    current,
    open: () => AuditTrail.open({ directory, keys, clock }),
    /** So many entries more, by a server that is started and stopped for it. */
    grow: async (entries: number) => {
      const trail = await AuditTrail.open({ directory, keys, clock });
      for (let n = 0; n < entries; n++) await trail.record(entry(n));
      await trail.close();
    },
    verify: (seal?: Seal) => verifyTrail({ trail: trailInFiles(directory), key: chainKey(keys), sealing, seal }),
    lines: async () => (await readFile(current, 'utf8')).split('\n').slice(0, -1),
    write: (lines: readonly string[]) => writeFile(current, lines.map((line) => `${line}\n`).join('')),
    newestSeal: async () => sealing.read(join(directory, 'seals', (await readdir(join(directory, 'seals'))).at(-1)!)),
    forgetSeals: () => rm(join(directory, 'seals'), { recursive: true }),
  };
}

export const entry = (n: number) => ({
  event: 'sign-in.refused' as AuditEvent,
  workstation: `w${n}`,
  detail: { note: 'naïve “quotes”, \u2028 and \ufffd' },
});
