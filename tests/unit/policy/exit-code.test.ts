import { scryptSync } from 'node:crypto';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { ExitCodeError, hashExitCode, verifyExitCode } from '../../../main/policy/exit-code.ts';
import { policySettings } from '../../../shared/kiosk/policy.ts';

const code = 'leave-4711-now';

test('[K5] the exit code is proved by its hash, and nothing else is', async () => {
  const hash = await hashExitCode(code);
  expect(await verifyExitCode(code, hash)).toBe(true);
  expect(await verifyExitCode(`${code} `, hash)).toBe(false);
  expect(await verifyExitCode(code.toUpperCase(), hash)).toBe(false);
  expect(await verifyExitCode('', hash)).toBe(false);
});

test('[K5] the hash is a value of its setting, salted anew each time', async () => {
  const [one, other] = await Promise.all([hashExitCode(code), hashExitCode(code)]);
  expect(Value.Check(policySettings.KioskExitCodeHash.schema, one)).toBe(true);
  expect(one).not.toBe(other);
});

test('[K5] the hash is scrypt, so that IT can also make it elsewhere', async () => {
  const salt = Buffer.alloc(16, 7);
  const digest = scryptSync(code, salt, 32, { N: 2 ** 15, r: 8, p: 3, maxmem: 2 ** 27 });
  const plain = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
  expect(await hashExitCode(code, salt)).toBe(`$scrypt$ln=15,r=8,p=3$${plain(salt)}$${plain(digest)}`);
});

test('[K5] however its accents are typed, a code is the same', async () => {
  expect(await verifyExitCode('salida-n\u0303u\u0301', await hashExitCode('salida-\u00f1\u00fa'))).toBe(true);
});

test.each(['', 'short', 'x'.repeat(65)])('[K5] %j is no exit code', async (tooFewOrMany) => {
  await expect(hashExitCode(tooFewOrMany)).rejects.toThrow(ExitCodeError);
});

const noHashes = [
  '',
  code,
  '$scrypt$ln=30,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB',
  '$scrypt$ln=15,r=8,p=3$$',
  '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA',
];

test.each(noHashes)('[K5] with %j for a hash no code is right', async (hash) => {
  expect(await verifyExitCode(code, hash)).toBe(false);
});
