import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Vault } from '../diagnostics/health.ts';

/** The part of keytar that is used. It is optional at install, so its own types may not be there. */
interface KeyStore {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
}

export class VaultError extends Error {}

const service = 'Enterprise Portal Kiosk';
const masterKeyAccount = 'embedded-server-master-key';
const probeAccount = 'probe';

/** A locked key store may open a prompt that nobody sees; the kiosk must start all the same. */
const patience = 2000;

/** The entry that holds the master key, as people find it in the key store. */
export const masterKeyEntry = `${service}, ${masterKeyAccount}`;

export interface MasterKey {
  readonly key: Buffer;
  /** Undefined where it is in the key store. */
  readonly file: string | undefined;
}

/**
 * The master key of the embedded server: from the operating system's key store, made at the first start. Where there is
 * no key store, it falls back to a file that only this user reads, and says so; whether real work may go on with that,
 * policy says [K8]. A file that nobody allows is given up for the key store as soon as there is one.
 * @throws VaultError when data is there but its key is not
 */
export async function masterKey(
  directory: string,
  { fileAllowed, notice }: { readonly fileAllowed: boolean; readonly notice: (line: string) => void },
): Promise<MasterKey> {
  const file = join(directory, 'master.key');
  if (existsSync(file)) {
    const key = decode(readFileSync(file, 'utf8').trim(), file);
    return { key, file: !fileAllowed && (await movesToKeyStore(key, file)) ? undefined : file };
  }

  const kept = await readSecret(masterKeyAccount);
  if (kept !== undefined) return { key: decode(kept, 'The key store'), file: undefined };
  if (existsSync(join(directory, 'data'))) {
    throw new VaultError('The data of this kiosk is here, but its key is not: the key store has none for this user.');
  }

  const key = randomBytes(32);
  if (await keepSecret(masterKeyAccount, key.toString('base64'))) return { key, file: undefined };
  writeForThisUser(file, key.toString('base64'), 'wx');
  notice(`This system has no key store that the kiosk can use; its key is in ${file}, readable by this user only.`);
  return { key, file };
}

/** Never over another kiosk's key: both would be needed. */
async function movesToKeyStore(key: Buffer, file: string): Promise<boolean> {
  const text = key.toString('base64');
  const there = await inTime(loadKeyStore()?.getPassword(service, masterKeyAccount)).catch(() => undefined);
  if (there === undefined || (there !== null && there !== text)) return false;
  if (there === null && !(await keepSecret(masterKeyAccount, text))) return false;
  unlinkSync(file);
  return true;
}

/** @throws VaultError where a file holds the key of people's records, and nobody allowed that */
export function refuseKeyFile(): never {
  throw new VaultError(
    'This system has no key store that the kiosk can use, and policy allows no key file for real work (KeyFileAllowed).',
  );
}

const mailPasswordAccount = 'mail-password';

/** Of the mail server, as `--keep-mail-password` has put it there. */
export function mailPassword(): Promise<string | undefined> {
  return readSecret(mailPasswordAccount);
}

/** @returns whether the key store has it now */
export function keepMailPassword(password: string): Promise<boolean> {
  return keepSecret(mailPasswordAccount, password);
}

export interface Credential {
  /** Undefined before this workstation was enrolled. */
  readonly value: string | undefined;
  /** @throws VaultError when it could not be kept, so that the next start would not know it */
  keep(credential: string): Promise<void>;
}

/**
 * What a workstation shows a clinic's server [K8]: in the key store, and in a file only where IT allows one.
 * @param portal of the server; each has made a credential of its own
 * @throws VaultError where nothing may hold it
 */
export async function workstationCredential(
  directory: string,
  portal: string,
  keyFileAllowed: boolean,
): Promise<Credential> {
  const name = `workstation-credential ${new URL(portal).origin}`;
  const file = join(directory, `workstation-${createHash('sha256').update(name).digest('hex').slice(0, 16)}.key`);
  if (await hasKeyStore()) {
    return {
      value: await readSecret(name),
      keep: async (credential) => {
        if (!(await keepSecret(name, credential)))
          throw new VaultError('The key store does not keep what it is given.');
      },
    };
  }
  if (!keyFileAllowed) {
    throw new VaultError(
      'This system has no key store that the kiosk can use, and policy allows no key file (KeyFileAllowed).',
    );
  }
  return {
    value: existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined,
    keep: async (credential) => writeForThisUser(file, credential, 'w'),
  };
}

/** Whether the key is where it should be, for a look that changes nothing. */
export async function lookIntoVault(directory: string): Promise<Vault> {
  if (existsSync(join(directory, 'master.key'))) return { kind: 'key file', holdsKey: true };
  try {
    const keyStore = loadKeyStore();
    if (keyStore === undefined) return { kind: 'none', holdsKey: false };
    return { kind: 'key store', holdsKey: Boolean(await inTime(keyStore.getPassword(service, masterKeyAccount))) };
  } catch {
    return { kind: 'none', holdsKey: false };
  }
}

function loadKeyStore(): KeyStore | undefined {
  try {
    return createRequire(__filename)('keytar') as KeyStore;
  } catch {
    return undefined;
  }
}

async function readSecret(account: string): Promise<string | undefined> {
  const kept = await inTime(loadKeyStore()?.getPassword(service, account)).catch(() => undefined);
  return kept ?? undefined;
}

/** Read back, because a key store that forgets would cost the data. */
async function keepSecret(account: string, secret: string): Promise<boolean> {
  const keyStore = loadKeyStore();
  if (keyStore === undefined) return false;
  try {
    await inTime(keyStore.setPassword(service, account, secret));
    return (await inTime(keyStore.getPassword(service, account))) === secret;
  } catch {
    return false;
  }
}

/** Found out by using it: that the library loads says nothing about what is behind it. */
function hasKeyStore(): Promise<boolean> {
  return keepSecret(probeAccount, randomBytes(8).toString('hex'));
}

function writeForThisUser(file: string, secret: string, flag: 'w' | 'wx'): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${secret}\n`, { mode: 0o600, flag });
}

async function inTime<T>(work: Promise<T> | undefined): Promise<T | undefined> {
  if (work === undefined) return undefined;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the key store does not answer')), patience);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function decode(text: string, where: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length !== 32) throw new VaultError(`${where} does not hold a key of this kiosk.`);
  return key;
}
