import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { lookIntoVault, masterKey, VaultError, workstationCredential } from '../../../main/server/vault.ts';
import { KeyStoreService, needsKeyStore, withoutKeyStore } from '../../support/key-store.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const none = (line: string) => expect(line, 'no notice').toBe('');

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
    const key = await masterKey(folder, none);
    expect(key).toHaveLength(32);
    await mkdir(join(folder, 'data'));
    expect(await masterKey(folder, none)).toEqual(key);
    expect(await readdir(folder)).toEqual(['data']);
    expect(await lookIntoVault(folder)).toEqual({ kind: 'key store', holdsKey: true });
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
  const key = await masterKey(folder, (line) => void notices.push(line));
  expect(notices).toEqual([expect.stringContaining('master.key')]);
  expect(await readdir(folder)).toEqual(['master.key']);
  expect(await masterKey(folder, none)).toEqual(key);
  await expect(workstationCredential(folder, 'https://north.clinic.example/', false)).rejects.toThrow(VaultError);
});
