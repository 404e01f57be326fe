import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { chainKey } from '../../server/identity/audit/audit-trail.ts';
import { Sealing } from '../../server/identity/audit/seals.ts';
import { trailInFiles } from '../../server/identity/audit/file-trail.ts';
import { verifyTrail } from '../../server/identity/audit/verify-trail.ts';
import { Keys } from '../../server/keys/keys.ts';
import { temporaryFolder } from '../support/temporary.ts';

const writer = fileURLToPath(new URL('audit-writer.ts', import.meta.url));

test('[R4] a process killed in the middle of its entries loses none that was acknowledged, and the chain goes on', async () => {
  const directory = await temporaryFolder();
  const key = randomBytes(32);
  const keys = new Keys(key);
  const acknowledged: string[] = [];
  for (let round = 0; round < 4; round++) {
    const child = fork(writer, [directory, key.toString('base64'), String(round)]);
    const enough = acknowledged.length + 40;
    await new Promise<void>((resolve) => {
      child.on('message', (id: string) => {
        if (acknowledged.push(id) === enough) resolve();
      });
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  const verified = await verifyTrail({
    trail: trailInFiles(directory),
    key: chainKey(keys),
    sealing: new Sealing(keys),
  });
  expect(verified.findings).toEqual([]);
  const trail = await readFile(join(directory, 'audit.jsonl'), 'utf8');
  for (const id of acknowledged) expect(trail).toContain(`"workstation":"${id}"`);
});
