import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { limits } from '../../shared/contract/limits.ts';
import { CommandError, reasonOf } from './command.ts';

/**
 * A passphrase: the first line of a file, or of standard input. Never an argument, which every user of the machine can
 * see. At a terminal what is typed is not shown.
 */
export async function readPassphrase(file: string | undefined, purpose: 'new' | 'present'): Promise<string> {
  const passphrase = file === undefined ? await fromStandardInput() : await fromFile(file);
  const { minimum } = limits.backup.passphraseCharacters;
  if (passphrase === '') throw new CommandError('There is no passphrase.');
  if (purpose === 'new' && passphrase.length < minimum) {
    throw new CommandError(`The passphrase is too short: it needs ${minimum} characters or more.`);
  }
  return passphrase;
}

async function fromFile(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CommandError(`${file} cannot be read: ${reasonOf(error)}.`);
  });
  return text.split(/\r?\n/, 1)[0]!;
}

async function fromStandardInput(): Promise<string> {
  const typed = process.stdin.isTTY;
  if (typed) process.stderr.write('Passphrase of the backup: ');
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: typed });
  for await (const line of lines) {
    lines.close();
    if (typed) process.stderr.write('\n');
    return line;
  }
  return '';
}
