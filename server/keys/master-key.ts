import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { limits } from '../../shared/contract/limits.ts';
import type { Settings } from '../../shared/kiosk/settings.ts';
import { isThere } from '../store/lowdb/durable-file.ts';
import { keyFileOf, MasterKeyError, masterKeyFromFile, masterKeyFromText } from './key-file.ts';
import { openKeys } from './key-ring.ts';
import type { Keys } from './keys.ts';

type MasterKeySettings = Pick<Settings, 'masterKey'>;

/**
 * The master key of a server that no shell hands one to: what the command in its settings prints, or without one, what is
 * in the file beside its data. @throws MasterKeyError
 */
export function masterKeyOf(data: string, { masterKey }: MasterKeySettings): Promise<Buffer> {
  return masterKey ? masterKeyFromCommand(masterKey.command) : masterKeyFromFile(data);
}

/** @throws MasterKeyError, also where the data's keys are under another one */
export async function keysOf(data: string, settings: MasterKeySettings): Promise<Keys> {
  return openKeys(data, await masterKeyOf(data, settings));
}

/** Tells commands that only look whether it is a folder of data whose key there is a way to. */
export function hasMasterKey(data: string, { masterKey }: MasterKeySettings): Promise<boolean> {
  return isThere(masterKey ? data : keyFileOf(data));
}

/** Whether a key that a command brings now still lies beside the data, where it is no secret from a copy of them. */
export async function leavesKeyFile(data: string, { masterKey }: MasterKeySettings): Promise<boolean> {
  return masterKey !== undefined && (await isThere(keyFileOf(data)));
}

/**
 * Runs without a shell, so nothing in its words has a meaning beyond them. What it complains of goes where this process's
 * own complaints go.
 * @throws MasterKeyError that says what came of the command, and nothing of what it printed
 */
export async function masterKeyFromCommand(
  command: readonly string[],
  { timeout }: { readonly timeout: number } = limits.masterKeyCommand,
): Promise<Buffer> {
  const [program, ...args] = command as [string, ...string[]];
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout,
    killSignal: 'SIGKILL',
    windowsHide: true,
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    if (printed.length > limits.masterKeyCommand.characters) child.kill('SIGKILL');
  });
  const [code, signal] = (await once(child, 'close').catch((error: NodeJS.ErrnoException) => {
    const reasons: Record<string, string> = { ENOENT: 'there is no such program', EACCES: 'it may not be run' };
    throw new MasterKeyError(`${named(program)} did not start: ${reasons[error.code!] ?? error.code}`);
  })) as [number | null, NodeJS.Signals | null];
  if (printed.length > limits.masterKeyCommand.characters)
    throw new MasterKeyError(`${named(program)} prints more than a key`);
  if (signal === 'SIGKILL')
    throw new MasterKeyError(`${named(program)} was ended: no key after ${timeout / 1000} seconds`);
  if (code !== 0)
    throw new MasterKeyError(`${named(program)} ended with ${code ?? signal}; what it says of that is above`);
  const key = masterKeyFromText(printed);
  if (key) return key;
  throw new MasterKeyError(
    `${named(program)} does not print a key: 32 bytes in base64, such as openssl rand -base64 32 makes`,
  );
}

function named(program: string): string {
  return `The master key’s command (masterKey.command, ${program})`;
}
