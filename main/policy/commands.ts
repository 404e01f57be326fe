import { resolve } from 'node:path';
import type { CommandAnswer } from '../starting/command-answer.ts';
import { hashFromInput, hashInFile } from './hash-command.ts';
import { loadPolicy } from './load-policy.ts';
import { printPolicy, printPolicyAsJson } from './print-policy.ts';
import { type Machine, policySources } from './sources.ts';

/** What IT asks on the command line instead of starting the kiosk. */

export function isPolicyCommand(given: readonly string[]): boolean {
  return given.some((argument) => /^--(print-policy(=json)?|hash-exit-code(=.*)?)$/s.test(argument));
}

/**
 * @param directory of the kiosk's own data; a command only looks into it
 * @param asked where the one who asks stands, their own folder, and what they type
 * @returns undefined where no command was given
 */
export async function policyCommand(
  machine: Machine,
  directory: string,
  { folder, home, input }: { folder: string; home: string; input: AsyncIterable<string | Buffer> },
): Promise<CommandAnswer | undefined> {
  const asked = (argument: string) => machine.arguments.includes(argument);
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
