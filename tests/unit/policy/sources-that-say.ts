import type { PolicySource, PolicyValues, SourceName } from '../../../main/policy/sources/source.ts';
import type { Ended, RunProgram } from '../../../main/policy/sources/run-program.ts';

/** Sources for tests, by what they say. */

export function saying(name: SourceName, said: PolicyValues | 'absent'): PolicySource {
  return { name, read: async () => said };
}

export function failing(name: SourceName, reason: string): PolicySource {
  return { name, read: () => Promise.reject(new Error(reason)) };
}

/** A program that answers by its arguments, and keeps what it was asked. */
export function program(answer: (args: readonly string[]) => Partial<Ended>) {
  const asked: { file: string; args: readonly string[] }[] = [];
  const run: RunProgram = async (file, args) => {
    asked.push({ file, args });
    return { code: 0, output: '', ...answer(args) };
  };
  return { run, asked };
}
