import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeProtectedHeader } from 'jose';
import { expect, onTestFinished, test } from 'vitest';
import { backUp } from '../../../server/backup/back-up.ts';
import { restore } from '../../../server/backup/restore.ts';
import { systemClock } from '../../../server/clock.ts';
import { masterKeyFromFile } from '../../../server/keys/key-file.ts';
import { openKeys } from '../../../server/keys/key-ring.ts';
import { cookieKeys, prepareCookieKey, rotateCookieKey } from '../../../server/identity/oidc/cookie-keys.ts';
import { signingKeys } from '../../../server/identity/oidc/signing-key.ts';
import { chainKey } from '../../../server/identity/audit/audit-trail.ts';
import { Sealing } from '../../../server/identity/audit/seals.ts';
import { trailInFiles } from '../../../server/identity/audit/file-trail.ts';
import { verifyTrail } from '../../../server/identity/audit/verify-trail.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { launchDeployment, TestClock } from '../../support/deployment.ts';
import { silent } from '../../support/postgres.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';
import { runCommand } from '../../support/run-command.ts';

/** Real time, moved: the command knows no other. */
class MovedClock {
  moved = 0;
  now = () => systemClock.now() + this.moved;
}

async function place() {
  const data = join(await temporaryFolder(), 'data');
  await masterKeyFromFile(data);
  const clock = new MovedClock();
  let ports: readonly number[] | undefined;
  return {
    data,
    clock,
    /** It has the same addresses each time. */
    launch: async () => {
      const deployment = await launchDeployment({ data, clock, ports, masterKey: await masterKeyFromFile(data) });
      ports = deployment.ports;
      onTestFinished(() => deployment.close());
      return deployment;
    },
    rotate: (which: string, verb = 'rotate') => runCommand('keys', verb, which, '--data', data),
    trail: async () => {
      const keys = await openKeys(data, await masterKeyFromFile(data));
      return verifyTrail({ trail: trailInFiles(join(data, 'audit')), key: chainKey(keys), sealing: new Sealing(keys) });
    },
  };
}

test('[R2] servers that start at once for the first time agree on one signing key', async () => {
  const store = await openLowdbStore({ directory: await temporaryFolder(), key: randomBytes(32) });
  onTestFinished(() => store.close());
  const made = await Promise.all(Array.from({ length: 3 }, () => signingKeys(store, systemClock)));
  expect(new Set(made.map((keys) => keys.map(({ kid }) => kid).join(' '))).size).toBe(1);
});

const publishedKeys = async (portal: string) =>
  ((await (await fetch(new URL('/oidc/jwks', portal))).json()) as { keys: { kid: string }[] }).keys.map(
    ({ kid }) => kid,
  );

const isIn = async (visitor: Visitor, address: string) =>
  (await visitor.send('GET', new URL('/api/session', address).href)).status === 200;

test.each(['signing', 'cookies', 'master'])('[K8] rotating %s signs nobody out, anywhere', async (which) => {
  const { launch, rotate, trail, data } = await place();
  const before = await launch();
  const visitor = await signedInVisitor(before.portal, 'maria.garcia');
  await visitor.visit(before.applications.immtrac2);
  await before.close();

  expect(await rotate(which)).toMatchObject({ status: 0, stderr: '' });
  const after = await launch();
  expect(await isIn(visitor, after.portal)).toBe(true);
  expect(await isIn(visitor, after.applications.immtrac2)).toBe(true);
  // Opening another application signs on with the cookies and keys from before.
  const { way } = await visitor.visit(after.applications.vaos);
  expect(way.at(-1)!.href).toBe(after.applications.vaos);
  expect(await isIn(visitor, after.applications.vaos)).toBe(true);
  await after.close();
  expect(await trail()).toMatchObject({ findings: [] });
  expect(await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8')).toContain(
    `"keys.rotated","detail":{"which":"${which}"`,
  );
});

test('[K8] the old signing key stays published for a day after its rotation, and the new one signs', async () => {
  const { launch, rotate, clock } = await place();
  const before = await launch();
  const [old] = await publishedKeys(before.portal);
  await before.close();
  await rotate('signing');
  const after = await launch();
  const [current, ...previous] = await publishedKeys(after.portal);
  expect(current).not.toBe(old);
  expect(previous).toEqual([old]);
  const visitor = await signedInVisitor(after.portal, 'maria.garcia');
  await visitor.visit(after.applications.vaos);
  expect(await keyOfIdToken(await signOutAddress(visitor, after.applications.vaos))).toBe(current);
  await after.close();
  clock.moved = limits.keys.acceptedAfterRotation + 60_000;
  expect(await publishedKeys((await launch()).portal)).toEqual([current]);
});

test('[K8] a key that is prepared is published before it signs, and the next rotation takes it into use', async () => {
  const { launch, rotate } = await place();
  const before = await launch();
  const [old] = await publishedKeys(before.portal);
  await before.close();
  expect((await rotate('signing', 'prepare')).stdout).toMatch(/is prepared\. Restart every server/);
  expect((await rotate('signing', 'prepare')).stdout).toMatch(/prepared already/);
  const between = await launch();
  const [present, next, ...others] = await publishedKeys(between.portal);
  expect([present, others]).toEqual([old, []]);
  await between.close();
  await rotate('signing');
  expect(await publishedKeys((await launch()).portal)).toEqual([next, old]);
});

test('[K8] an ID token from before a rotation still signs out', async () => {
  const { launch, rotate } = await place();
  const before = await launch();
  const [old] = await publishedKeys(before.portal);
  const visitor = await signedInVisitor(before.portal, 'maria.garcia');
  await visitor.visit(before.applications.vaos);
  await before.close();
  await rotate('signing');
  const address = await signOutAddress(visitor, (await launch()).applications.vaos);
  expect(await keyOfIdToken(address)).toBe(old);
  expect((await visitor.visit(address)).response.status).toBe(200);
});

/** Where an application sends a browser that signs out there: with its ID token. */
async function signOutAddress(visitor: Visitor, application: string): Promise<string> {
  const response = await visitor.send('POST', new URL('/api/sign-out', application).href);
  return ((await response.json()) as { continue: string }).continue;
}

async function keyOfIdToken(address: string): Promise<string | undefined> {
  return decodeProtectedHeader(new URL(address).searchParams.get('id_token_hint')!).kid;
}

test('[K8] a sign-on that began before the cookie key was rotated is completed after it', async () => {
  const { launch, rotate } = await place();
  const before = await launch();
  const visitor = await signedInVisitor(before.portal, 'maria.garcia');
  await visitor.send('POST', '/api/sign-out');
  const { way } = await visitor.visit(before.applications.vaos);
  const continueTo = way.at(-1)!.searchParams.get('continue')!;
  await before.close();
  await rotate('cookies');
  const after = await launch();
  await visitor.signIn('maria.garcia');
  expect((await visitor.visit(continueTo)).way.at(-1)!.href).toBe(after.applications.vaos);
});

test('[K8] the new cookie key signs; the ones before are accepted for a day, not longer', async () => {
  const directory = await temporaryFolder();
  const keys = await openKeys(directory, randomBytes(32));
  const store = await openLowdbStore({ directory, ...keys.ofStore('identity') });
  onTestFinished(() => store.close());
  const clock = new TestClock();
  const [first] = await cookieKeys(store, keys, clock);
  await rotateCookieKey(store, keys, clock);
  clock.advance(1000);
  await rotateCookieKey(store, keys, clock);
  const [third, second, ...before] = await cookieKeys(store, keys, clock);
  expect(before).toEqual([first]);
  expect(new Set([first, second, third]).size).toBe(3);
  clock.advance(limits.keys.acceptedAfterRotation - 1000);
  expect(await cookieKeys(store, keys, clock)).toEqual([third, second]);
  clock.advance(1000);
  expect(await cookieKeys(store, keys, clock)).toEqual([third]);
});

test('[K8] a cookie key that is prepared is accepted and does not sign before the next rotation', async () => {
  const directory = await temporaryFolder();
  const keys = await openKeys(directory, randomBytes(32));
  const store = await openLowdbStore({ directory, ...keys.ofStore('identity') });
  onTestFinished(() => store.close());
  const clock = new TestClock();
  const [first] = await cookieKeys(store, keys, clock);
  expect(await prepareCookieKey(store, keys, clock)).toBe(true);
  const [present, next, ...others] = await cookieKeys(store, keys, clock);
  expect([present, others]).toEqual([first, []]);
  await rotateCookieKey(store, keys, clock);
  expect(await cookieKeys(store, keys, clock)).toEqual([next, first]);
});

test('[K8] after a rotation of the master key the old one opens nothing', async () => {
  const { launch, rotate, data } = await place();
  await (await launch()).close();
  const old = await masterKeyFromFile(data);
  expect((await rotate('master')).status).toBe(0);
  expect((await masterKeyFromFile(data)).equals(old)).toBe(false);
  await expect(launchDeployment({ data, masterKey: old })).rejects.toThrow(/does not belong to this master key/);
  const { key } = await oldStoreKey(old);
  await expect(openLowdbStore({ directory: join(data, 'identity'), key })).rejects.toThrow(/another key/);
  expect(await readdir(data)).toContain('keys.db');
});

async function oldStoreKey(master: Buffer) {
  return (await openKeys(await temporaryFolder(), master)).ofStore('identity');
}

test('[K8] a backup after a rotation of the master key restores and signs in', async () => {
  const { launch, rotate, data } = await place();
  await (await launch()).close();
  await rotate('master');
  const [file, elsewhere] = [`${data}.backup`, `${data}.restored`];
  await backUp({ data, file, passphrase: 'a passphrase of words', log: silent }, systemClock);
  await restore({ file, data: elsewhere, passphrase: 'a passphrase of words', replace: false }, systemClock);
  const restored = await launchDeployment({ data: elsewhere, masterKey: await masterKeyFromFile(elsewhere) });
  expect((await new Visitor(restored.portal).signIn('maria.garcia')).status).toBe(200);
  await restored.close();
});

test('[K8] keys are not rotated under a running server, which says so', async () => {
  const { launch, rotate } = await place();
  await launch();
  for (const which of ['signing', 'master']) {
    expect(await rotate(which)).toMatchObject({ status: 2, stderr: expect.stringMatching(/A server is running on/) });
  }
  expect(await rotate('pepper')).toMatchObject({ status: 2, stderr: expect.stringMatching(/Usage: npm run keys/) });
});
