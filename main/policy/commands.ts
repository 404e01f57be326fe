import { ExitCodeError, hashExitCode } from './exit-code.ts';
import { loadPolicy } from './load-policy.ts';
import { printPolicy, printPolicyAsJson } from './print-policy.ts';
import { type Machine, policySources } from './sources.ts';

/** What IT asks on the command line instead of starting the kiosk. */

export interface CommandAnswer {
  readonly exitCode: number;
  readonly output: string;
}

export function isPolicyCommand(given: readonly string[]): boolean {
  return given.some((argument) => /^--(print-policy(=json)?|hash-exit-code)$/.test(argument));
}

/**
 * @param directory of the kiosk's own data; a command only looks into it
 * @param input where the exit code is read: what is typed as an argument everybody could see
 * @returns undefined where no command was given
 */
export async function policyCommand(
  machine: Machine,
  directory: string,
  input: AsyncIterable<string | Buffer>,
): Promise<CommandAnswer | undefined> {
  const asked = (argument: string) => machine.arguments.includes(argument);
  if (asked('--hash-exit-code')) return hashed(await firstLine(input));
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

async function hashed(code: string): Promise<CommandAnswer> {
  try {
    return { exitCode: 0, output: await hashExitCode(code) };
  } catch (error) {
    if (!(error instanceof ExitCodeError)) throw error;
    return { exitCode: 1, output: error.message };
  }
}

async function firstLine(input: AsyncIterable<string | Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of input) {
    text += chunk.toString();
    if (text.includes('\n')) break;
  }
  return text.split(/\r?\n/, 1)[0]!;
}
