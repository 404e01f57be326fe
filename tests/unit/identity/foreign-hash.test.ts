import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ForeignScheme, foreignDigest } from '../../../server/identity/accounts/foreign-hash.ts';
import { parseForeignHash } from '../../../server/identity/accounts/foreign-parsing.ts';
import { PasswordHashing } from '../../../server/identity/accounts/password-hashing.ts';

const password = 'Grün-Pecan 2026';

/**
 * One hash of that password for each scheme, made by other implementations: bcrypt by libxcrypt, PBKDF2 and SHA by
 * Python's hashlib, argon2 by OpenSSL.
 */
const known: Readonly<Record<string, string>> = {
  'bcrypt 2a': '$2a$06$abcdefghijklmnopqrstuujdb6KNhYfaQwBQoFTpGCKy77BKP42dy',
  'bcrypt 2b': '$2b$06$abcdefghijklmnopqrstuujdb6KNhYfaQwBQoFTpGCKy77BKP42dy',
  'bcrypt 2y': '$2y$06$abcdefghijklmnopqrstuujdb6KNhYfaQwBQoFTpGCKy77BKP42dy',
  'passlib PBKDF2-SHA-256': '$pbkdf2-sha256$29000$MDEyMzQ1Njc4OWFiY2RlZg$G7EcIaXfgt4pX5cWTP9QswvoWOImW2vQbhf2vpqclZM',
  'passlib PBKDF2-SHA-512':
    '$pbkdf2-sha512$25000$MDEyMzQ1Njc4OWFiY2RlZg$h0mahGGId1AHJLh1mNfDd0EP8PMJvavLIKDEbuI01GOUawuwdmGJLjvHuIWqFf2ThxVBil36GR24yoxrh7d81g',
  'passlib PBKDF2-SHA-1': '$pbkdf2$1212$MDEyMzQ1Njc4OWFiY2RlZg$68ZIklePuHP4pyAvFN4l2oLOArQ',
  'Django PBKDF2-SHA-256': 'pbkdf2_sha256$36000$seasalt2$jKLG4wW2eQQ4YQvjkNqfeZuLbkb61R7QO5+hL+337ag=',
  'LDAP SSHA': '{SSHA}dEigeXP8LGt7iDuRjCYcxYkCa+YwMTIzNDU2Nw==',
  'LDAP SSHA256': '{SSHA256}ijNNuqCj7jivbdl3M7Q9Dq1gdQJVS/ftchVME5xVfggwMTIzNDU2Nw==',
  'LDAP SSHA512':
    '{SSHA512}Bgg+YHgh2LB26iNzo2ydCLEUTMLh12OMc5z5UjbSIlCikNESaCB4jNg2fHJdl/683aFey3vHThtaNzeMkfxdZzAxMjM0NTY3',
  'salted SHA-1': 'sha1$pepper9$af54f635e1eecf1967ad3c8f03c27afb263028f2',
  'salted SHA-256': 'sha256$pepper9$b691f0a5b1e7d8d54b8e34e130502ce5be740a8bb2a1e02eecc3a4dd24bc3d91',
  'salted SHA-512':
    'sha512$pepper9$f324c8b2d9ac43c3a159b9f835f19ebaf8699c496874cf61b0ed413ad625a1db577eb2c9da56de6cb651c07d9b46df9cbdab2cf27a722c78fad6cfc21abceefd',
  argon2d: '$argon2d$v=19$m=1024,t=3,p=2$MDEyMzQ1Njc4OWFiY2RlZg$I3DdrsT6fmv0L9RLSr9eoHq5yDhl9v9PYcyegGpxtVI',
  argon2i: '$argon2i$v=19$m=1024,t=3,p=2$MDEyMzQ1Njc4OWFiY2RlZg$tPVboYRhUvDICIe8UEdc33Txjfpjmh8ONXtf9th6UkM',
  argon2id: '$argon2id$v=19$m=1024,t=3,p=2$MDEyMzQ1Njc4OWFiY2RlZg$uv6VSWAhIms2HsEPA0nlIsCky581ptkv+Ci03S+Q+m4',
};

function accepted(text: string): { scheme: ForeignScheme; digest: string } {
  const parsed = parseForeignHash(text);
  if ('refused' in parsed) throw new Error(parsed.refused);
  return parsed;
}

function refusal(text: string): string {
  const parsed = parseForeignHash(text);
  if (!('refused' in parsed)) throw new Error(`accepted: ${text}`);
  return parsed.refused;
}

test.each(Object.entries(known))(
  '[S4] %s: the password gives the old digest, another password does not',
  async (_, text) => {
    const { scheme, digest } = accepted(text);
    expect(await foreignDigest(scheme, password)).toBe(digest);
    expect(await foreignDigest(scheme, `${password}.`)).not.toBe(digest);
  },
);

test.each(Object.entries(known))('[S4] %s: what is kept is plain data without the digest', (_, text) => {
  const { scheme, digest } = accepted(text);
  const kept = JSON.stringify(scheme);
  expect(JSON.parse(kept)).toEqual(scheme);
  expect(kept).not.toContain(digest);
  expect(kept).not.toContain(text.slice(-20));
});

test('[S4] argon2 of its first version, which the hash does not name, is computed as that', async () => {
  // Of the reference implementation's own tests.
  const { scheme, digest } = accepted('$argon2i$m=256,t=2,p=1$c29tZXNhbHQ$/U3YPXYsSb3q9XxHvc0MLxur+GP960kN9j7emXX8zwY');
  expect(await foreignDigest(scheme, 'password')).toBe(digest);
});

test('[S4] bcrypt reads the first 72 bytes, as the old systems did', async () => {
  const { scheme } = accepted(known['bcrypt 2b']!);
  const long = 'ü'.repeat(36);
  expect(await foreignDigest(scheme, `${long}one`)).toBe(await foreignDigest(scheme, `${long}two`));
  expect(await foreignDigest(scheme, long.slice(1))).not.toBe(await foreignDigest(scheme, long));
});

test('[S4] argon2id in this product’s present cost is taken over where no pepper was used', async () => {
  const ours = await new PasswordHashing(Buffer.alloc(0)).hash(password);
  const { scheme, digest } = accepted(ours);
  expect(await foreignDigest(scheme, password)).toBe(digest);
});

const salt = (bytes: number) => Buffer.alloc(bytes, 7).toString('base64').replaceAll('=', '');
const digest = (bytes: number) => Buffer.alloc(bytes, 9).toString('base64').replaceAll('=', '');
const bcrypt = (cost: string) => `$2b$${cost}$abcdefghijklmnopqrstuujdb6KNhYfaQwBQoFTpGCKy77BKP42dy`;
const pbkdf2 = (rounds: number, bytes = 16) => `$pbkdf2-sha256$${rounds}$${salt(bytes)}$${digest(32)}`;
const argon2 = (m: number, t: number, p: number, bytes = 16, length = 32) =>
  `$argon2id$v=19$m=${m},t=${t},p=${p}$${salt(bytes)}$${digest(length)}`;

test.each([
  ['bcrypt cost', bcrypt('03'), bcrypt('04'), bcrypt('14'), bcrypt('15')],
  ['PBKDF2 iterations', pbkdf2(0), pbkdf2(1), pbkdf2(2_000_000), pbkdf2(2_000_001)],
  ['salt', pbkdf2(1, 0), pbkdf2(1, 1), pbkdf2(1, 64), pbkdf2(1, 65)],
  ['argon2 memory', argon2(63, 1, 8), argon2(64, 1, 8), argon2(262_144, 1, 1), argon2(262_145, 1, 1)],
  ['argon2 passes', argon2(64, 0, 1), argon2(64, 1, 1), argon2(64, 10, 1), argon2(64, 11, 1)],
  ['argon2 lanes', argon2(64, 1, 0), argon2(64, 1, 1), argon2(64, 1, 8), argon2(72, 1, 9)],
  ['salt', argon2(64, 1, 1, 7), argon2(64, 1, 1, 8), argon2(64, 1, 1, 64), argon2(64, 1, 1, 65)],
  ['digest', argon2(64, 1, 1, 8, 15), argon2(64, 1, 1, 8, 16), argon2(64, 1, 1, 8, 64), argon2(64, 1, 1, 8, 65)],
])('[S4] %s: what is out of bounds is refused with the reason', (what, below, least, most, above) => {
  for (const text of [least, most]) expect(parseForeignHash(text)).toHaveProperty('scheme');
  for (const text of [below, above]) expect(refusal(text)).toMatch(new RegExp(`${what}.* from \\d+ to \\d+: .+`));
});

test.each([
  ['another variant of bcrypt', bcrypt('10').replace('$2b$', '$2x$'), /2x/],
  ['the first variant of bcrypt', bcrypt('10').replace('$2b$', '$2$'), /variant 2 /],
  ['a digest that was cut', known['passlib PBKDF2-SHA-256']!.slice(0, -4), /32 bytes/],
  ['LDAP SHA without salt', `{SHA}${Buffer.alloc(20, 1).toString('base64')}`, /without salt/],
  ['LDAP SSHA without salt', `{SSHA}${Buffer.alloc(20, 1).toString('base64')}`, /salt/],
  ['LDAP SHA-512 without salt', `{sha512}${Buffer.alloc(64, 1).toString('base64')}`, /without salt/],
  ['MD5', '{SMD5}c2FsdHlzYWx0eXNhbHR5', /MD5/],
  ['MD5 without salt', '{md5}c2FsdHlzYWx0eXNhbHR5', /MD5/],
  ['MD5 of a password file', '$1$saltsalt$c2FsdHlzYWx0eXNhbHR5', /MD5/],
  ['MD5 of Django', 'md5$salt$00112233445566778899aabbccddeeff', /MD5/],
  ['a text that has MD5 in it', 'x$1$saltsalt$c2FsdHlzYWx0eXNhbHR5', /known scheme/],
  ['another text that has MD5 in it', 'x{SMD5}c2FsdHlzYWx0eXNhbHR5', /known scheme/],
  ['a text that ends as MD5 of Django', 'xmd5$salt$00112233445566778899aabbccddeeff', /known scheme/],
  ['a text that has SHA in it', `x{SHA}${Buffer.alloc(20, 1).toString('base64')}`, /known scheme/],
  ['an SHA that there is not', `{SHA384}${Buffer.alloc(48, 1).toString('base64')}`, /known scheme/],
  ['a bcrypt without variant’s cost', bcrypt('1'), /known scheme/],
  ['argon2 of an unknown version', argon2(64, 1, 1).replace('v=19', 'v=20'), /versions/],
  ['a password in the clear', 'Bluebonnet-2026!', /known scheme/],
  ['a text as long as a hash may be', '$'.repeat(512), /known scheme \(/],
  ['something endless', '$'.repeat(10_000), /characters/],
])('[S4] %s is refused, and the reason repeats none of it', (_, text, reason) => {
  expect(refusal(text)).toMatch(reason);
  expect(refusal(text)).not.toContain(text.slice(-12));
});

test.each(Object.entries(known))('[S4] %s: what stands before or after a hash makes it none', (_, text) => {
  for (const more of [` ${text}`, `x${text}`, `${text} `, `${text}$`, `${text}\n`]) {
    expect(parseForeignHash(more)).toEqual({ refused: expect.stringMatching(/./) as string });
  }
});

test('[S4] a hash is read whatever the case of its scheme’s name and digits, where other systems do not look to that', () => {
  const { 'LDAP SSHA': ldap, 'LDAP SSHA256': ldap256, 'salted SHA-1': salted } = known;
  expect(accepted(ldap!.replace('SSHA', 'ssha'))).toEqual(accepted(ldap!));
  expect(accepted(ldap256!.replace('SSHA', 'ssha'))).toEqual(accepted(ldap256!));
  const [name, ...rest] = salted!.split('$');
  expect(accepted(`${name!.toUpperCase()}$${rest[0]}$${rest[1]!.toUpperCase()}`)).toEqual(accepted(salted!));
});

test('[S4] what is kept of each scheme is what it is computed with', () => {
  const saltOf = (text: string) => Buffer.from(text).toString('base64');
  expect(accepted(bcrypt('06')).scheme).toMatchObject({ scheme: 'bcrypt', cost: 6 });
  expect(accepted(known['passlib PBKDF2-SHA-1']!).scheme).toEqual({
    scheme: 'pbkdf2',
    hash: 'sha1',
    iterations: 1212,
    salt: saltOf('0123456789abcdef'),
  });
  expect(accepted(known['LDAP SSHA512']!).scheme).toEqual({
    scheme: 'sha',
    hash: 'sha512',
    salt: saltOf('01234567'),
    saltAt: 'end',
  });
  expect(accepted(argon2(64, 2, 8, 8, 16).replace('v=19$', '')).scheme).toEqual({
    ...{ scheme: 'argon2', variant: 'argon2id', version: 16, memoryKiB: 64, passes: 2, lanes: 8, bytes: 16 },
    salt: Buffer.alloc(8, 7).toString('base64'),
  });
  expect(accepted(argon2(64, 2, 8).replace('v=19', 'v=16')).scheme).toMatchObject({ version: 16 });
  expect(accepted(argon2(64, 2, 8)).scheme).toMatchObject({ version: 19 });
});

test('[S4] no text makes the parser throw, or gets a cost past its bounds', () => {
  const number = fc.oneof(fc.nat(), fc.bigInt(0n, 10n ** 12n)).map(String);
  const base64 = fc
    .uint8Array({ maxLength: 80 })
    .map((bytes) => Buffer.from(bytes).toString('base64').replaceAll('=', ''));
  const shaped = fc.oneof(
    fc.tuple(number, base64, base64).map(([n, s, d]) => `$pbkdf2-sha256$${n}$${s}$${d}`),
    fc.tuple(number, fc.string(), base64).map(([n, s, d]) => `pbkdf2_sha256$${n}$${s}$${d}`),
    fc
      .tuple(number, number, number, base64, base64)
      .map(([m, t, p, s, d]) => `$argon2id$v=19$m=${m},t=${t},p=${p}$${s}$${d}`),
    fc.nat({ max: 99 }).map((cost) => bcrypt(String(cost).padStart(2, '0'))),
    base64.map((both) => `{SSHA}${both}`),
    fc.tuple(fc.string(), fc.string()).map(([s, d]) => `sha1$${s}$${d}`),
  );
  const bounded = fc.property(fc.oneof(fc.string({ unit: 'binary' }), shaped), (text) => {
    const parsed = parseForeignHash(text);
    return 'refused' in parsed || !outOfBounds(parsed.scheme);
  });
  expect(() => fc.assert(bounded, { numRuns: 3000 })).not.toThrow();
});

function outOfBounds(scheme: ForeignScheme): boolean {
  const outside = (value: number, least: number, most: number) => !(value >= least && value <= most);
  if (outside(Buffer.from(scheme.salt, 'base64').length, 1, 64)) return true;
  switch (scheme.scheme) {
    case 'bcrypt':
      return outside(scheme.cost, 4, 14);
    case 'pbkdf2':
      return outside(scheme.iterations, 1, 2_000_000);
    case 'sha':
      return false;
    case 'argon2':
      return outside(scheme.memoryKiB, 8, 262_144) || outside(scheme.passes, 1, 10) || outside(scheme.lanes, 1, 8);
  }
}

test('[S4] every accepted scheme can be computed', async () => {
  for (const text of [argon2(64, 1, 8, 8, 16), argon2(64, 1, 1).replace('v=19$', ''), bcrypt('04'), pbkdf2(1, 1)]) {
    const { scheme, digest: old } = accepted(text);
    const made = Buffer.from(await foreignDigest(scheme, randomBytes(300).toString('base64')), 'base64');
    expect(made).toHaveLength(Buffer.from(old, 'base64').length);
  }
});

test('[S7] how often an imported password is tried depends on how it was typed, and not on whether it is right', async () => {
  const hashing = new PasswordHashing(randomBytes(32));
  const { scheme, digest: old } = accepted(known['salted SHA-1']!);
  const wrapped = await hashing.hash(old);
  const decomposed = password.normalize('NFD');
  for (const [typed, verifications] of [
    [password, 1],
    [decomposed, 2],
    ['wrong', 1],
    [`${decomposed}.`, 2],
  ] as const) {
    const forms: string[] = [];
    const foreign = (form: string) => (forms.push(form), foreignDigest(scheme, form));
    expect(await hashing.verify(wrapped, typed, foreign)).toBe(typed === password || typed === decomposed);
    expect(forms).toHaveLength(verifications);
  }
});
