import { createHmac, scryptSync } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeArchive } from '../../../server/backup/sealed-archive.ts';
import { PasswordHashing } from '../../../server/identity/accounts/password-hashing.ts';
import { temporaryFolder } from '../../support/temporary.ts';

// Written out, so that a change of a figure is noticed. Each is OWASP's, which is named beside the limit.

test('[S8] a password is kept as argon2id with 19 MiB, two passes and one lane', async () => {
  expect(await new PasswordHashing(Buffer.alloc(32)).hash('a password')).toMatch(
    /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/,
  );
});

test('[S7] where there is no account, a password is compared with a hash of the same cost that no password has', async () => {
  const hashing = new PasswordHashing(Buffer.alloc(32));
  const shapeOf = (hash: string) => hash.replace(/[^$]{22}\$[^$]{43}$/, 'salt$hash');
  expect(shapeOf(hashing.decoy())).toBe(shapeOf(await hashing.hash('a password')));
  expect(shapeOf(hashing.decoy())).toMatch(/salt\$hash$/);
  expect(hashing.decoy()).not.toBe(hashing.decoy());
  expect(await hashing.verify(hashing.decoy(), 'a password')).toBe(false);
});

test('[R5] a backup’s keys come from its passphrase by scrypt with N = 2^17, r = 8 and p = 1', async () => {
  const file = join(await temporaryFolder(), 'backup');
  const handle = await open(file, 'wx');
  const passphrase = 'four words and a number 7';
  await writeArchive(handle, { passphrase, made: '2026-11-22T15:00:00.000Z' }, (async function* () {})());
  await handle.close();
  const { check, ...claim } = JSON.parse((await readFile(file, 'latin1')).split('\n')[1]!) as Record<string, string>;
  const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 };
  const keys = scryptSync(passphrase, Buffer.from(claim['salt']!, 'base64url'), 64, cost);
  const expected = createHmac('sha256', keys.subarray(32)).update(JSON.stringify(claim)).digest('base64url');
  expect(check).toBe(expected);
});
