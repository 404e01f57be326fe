import { resolve } from 'node:path';
import type { CommandAnswer } from '../starting/command-answer.ts';
import { collectLogs, defaultBundleName } from './collect-logs.ts';
import { type HealthFacts, healthOf, printHealth } from './health.ts';

/** What support asks on the command line instead of starting the kiosk. */

const command = /^--(health(=json)?|collect-logs(=.*)?)$/s;

export function isDiagnosticsCommand(given: readonly string[]): boolean {
  return given.some((argument) => command.test(argument));
}

export interface Asked {
  readonly arguments: readonly string[];
  /** Where the one who asks stands. */
  readonly folder: string;
  readonly now: Date;
}

/** @returns undefined where no command was given */
export async function diagnosticsCommand(facts: HealthFacts, asked: Asked): Promise<CommandAnswer | undefined> {
  const given = asked.arguments.find((argument) => command.test(argument));
  if (given === undefined) return undefined;
  if (given.startsWith('--collect-logs')) {
    const file = given.slice('--collect-logs='.length) || defaultBundleName(asked.now);
    return collectLogs(facts, resolve(asked.folder, file));
  }
  const health = await healthOf(facts);
  return {
    exitCode: health.problems.length === 0 ? 0 : 1,
    output:
      given === '--health=json' || asked.arguments.includes('--json')
        ? JSON.stringify(health, undefined, 2)
        : printHealth(health),
  };
}
