import { randomBytes } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import {
  keepMailPassword,
  lookIntoVault,
  mailPassword,
  masterKey,
  VaultError,
  workstationCredential,
} from '../../../main/server/vault.ts';
import { KeyStoreService, needsKeyStore, withoutKeyStore } from '../../support/key-store.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const none = { fileAllowed: false, notice: (line: string) => expect(line, 'no notice').toBe('') };

describe.skipIf(withoutKeyStore)(`the system’s key store${needsKeyStore}`, () => {
  let keyStore: KeyStoreService;
  beforeAll(async () => {
    keyStore = await KeyStoreService.start();
    Object.assign(process.env, keyStore.environment);
  });
  afterAll(() => keyStore.stop());

  test('[K8] the key of the local server is made once, and kept in the key store and in no file', async () => {
    const folder = await temporaryFolder();
    expect(await lookIntoVault(folder)).toEqual({ kind: 'key store', holdsKey: false });
    const made = await masterKey(folder, none);
    expect(made).toEqual({ key: expect.any(Buffer), file: undefined });
    expect(made.key).toHaveLength(32);
    await mkdir(join(folder, 'data'));
    expect(await masterKey(folder, none)).toEqual(made);
    expect(await readdir(folder)).toEqual(['data']);
    expect(await lookIntoVault(folder)).toEqual({ kind: 'key store', holdsKey: true });
  });

  test('[K8] a key in a file that nobody allowed moves to the key store, once there is one, and over no other key', async () => {
    const keytar = createRequire(import.meta.url)('keytar') as {
      deletePassword(service: string, account: string): Promise<boolean>;
    };
    await keytar.deletePassword('Enterprise Portal Kiosk', 'embedded-server-master-key');
    const folder = await temporaryFolder();
    const key = randomBytes(32);
    await writeFile(join(folder, 'master.key'), `${key.toString('base64')}\n`, { mode: 0o600 });
    expect(await masterKey(folder, { ...none, fileAllowed: true })).toEqual({ key, file: join(folder, 'master.key') });
    expect(await masterKey(folder, none)).toEqual({ key, file: undefined });
    expect(await readdir(folder)).toEqual([]);
    expect(await masterKey(folder, none)).toEqual({ key, file: undefined });
    const other = await temporaryFolder();
    const its = randomBytes(32);
    await writeFile(join(other, 'master.key'), `${its.toString('base64')}\n`, { mode: 0o600 });
    expect(await masterKey(other, none)).toEqual({ key: its, file: join(other, 'master.key') });
  });

  test('[K8] the password of the mail server is kept beside it', async () => {
    expect(await mailPassword()).toBeUndefined();
    expect(await keepMailPassword('made up for a test')).toBe(true);
    expect(await mailPassword()).toBe('made up for a test');
  });

  test('[K8] data whose key is gone from the key store is not begun anew', async () => {
    const folder = await temporaryFolder();
    await masterKey(folder, none);
    await mkdir(join(folder, 'data'));
    const keytar = createRequire(import.meta.url)('keytar') as {
      deletePassword(service: string, account: string): Promise<boolean>;
    };
    expect(await keytar.deletePassword('Enterprise Portal Kiosk', 'embedded-server-master-key')).toBe(true);
    await expect(masterKey(folder, none)).rejects.toThrow(VaultError);
    expect(await readdir(folder)).toEqual(['data']);
  });

  test('[K8] a workstation keeps a credential for each clinic’s server in the key store, and in no file', async () => {
    const folder = await temporaryFolder();
    const [north, south] = ['https://north.clinic.example/', 'https://south.clinic.example/'];
    const credential = await workstationCredential(folder, north, false);
    expect(credential.value).toBeUndefined();
    await credential.keep('first');
    await credential.keep('second');
    expect((await workstationCredential(folder, north, false)).value).toBe('second');
    expect((await workstationCredential(folder, south, false)).value).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
  });
});

test('[K8] a key store that forgets what it is given is not trusted with the only key', async () => {
  const folder = await temporaryFolder();
  const { cache, resolve } = createRequire(import.meta.url);
  const name = resolve('keytar');
  const before = cache[name];
  const forgetful = { getPassword: async () => null, setPassword: async () => {} };
  cache[name] = { ...before, id: name, filename: name, loaded: true, exports: forgetful } as NodeJS.Module;
  onTestFinished(() => {
    if (before) cache[name] = before;
    else delete cache[name];
  });
  const notices: string[] = [];
  const made = await masterKey(folder, { fileAllowed: false, notice: (line) => void notices.push(line) });
  expect(notices).toEqual([expect.stringContaining('master.key')]);
  expect(await readdir(folder)).toEqual(['master.key']);
  expect(made.file).toBe(join(folder, 'master.key'));
  expect(await masterKey(folder, none)).toEqual(made);
  await expect(workstationCredential(folder, 'https://north.clinic.example/', false)).rejects.toThrow(VaultError);
});
