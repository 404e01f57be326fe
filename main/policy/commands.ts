import { resolve } from 'node:path';
import type { CommandAnswer } from '../starting/command-answer.ts';
import { answerInFile, hashFromInput, hashInFile } from './hash-command.ts';
import { loadPolicy } from './load-policy.ts';
import { printPolicy, printPolicyAsJson } from './print-policy.ts';
import { type Machine, policySources } from './sources.ts';

/** What IT asks on the command line instead of starting the kiosk. */

export function isPolicyCommand(given: readonly string[]): boolean {
  return given.some((argument) =>
    /^--(print-policy(=json)?|hash-exit-code(=.*)?|keep-mail-password(=.*)?)$/s.test(argument),
  );
}

/** The one who asks: where they stand, their own folder, what they type, and their key store. */
export interface Asker {
  readonly folder: string;
  readonly home: string;
  readonly input: AsyncIterable<string | Buffer>;
  readonly keepMailPassword: (password: string) => Promise<boolean>;
}

/**
 * @param directory of the kiosk's own data; a command only looks into it
 * @returns undefined where no command was given
 */
export async function policyCommand(
  machine: Machine,
  directory: string,
  { folder, home, input, keepMailPassword }: Asker,
): Promise<CommandAnswer | undefined> {
  const asked = (argument: string) => machine.arguments.includes(argument);
  const [, passwordFile] =
    machine.arguments.map((each) => /^--keep-mail-password=(.+)$/s.exec(each)).find(Boolean) ?? [];
  if (passwordFile !== undefined) {
    const answer = async (password: string) => kept(await keepMailPassword(password));
    return answerInFile(machine.platform, resolve(folder, passwordFile), home, { what: 'password', answer });
  }
  if (asked('--keep-mail-password') || asked('--keep-mail-password=')) {
    return { exitCode: 1, output: 'The password is read from a file: --keep-mail-password=FILE' };
  }
  const [, file] = machine.arguments.map((each) => /^--hash-exit-code=(.+)$/s.exec(each)).find(Boolean) ?? [];
  if (file !== undefined) return hashInFile(machine.platform, resolve(folder, file), home);
  if (asked('--hash-exit-code') || asked('--hash-exit-code=')) return hashFromInput(machine.platform, input);
  const print =
    asked('--print-policy=json') || (asked('--print-policy') && asked('--json'))
      ? printPolicyAsJson
      : asked('--print-policy')
        ? printPolicy
        : undefined;
  if (print === undefined) return undefined;
  const resolved = await loadPolicy(policySources(machine), directory, { keep: false });
  return { exitCode: resolved.problems.length === 0 ? 0 : 1, output: print(resolved) };
}

function kept(isKept: boolean): CommandAnswer {
  return isKept
    ? { exitCode: 0, output: 'The key store of this system account has the password of the mail server now.' }
    : { exitCode: 1, output: 'There is no key store here that keeps it; name a file with MailPasswordFile instead.' };
}
