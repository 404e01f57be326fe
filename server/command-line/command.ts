import pino from 'pino';

/** What the commands have in common. */

/** Its message is written for the person at the command line. */
export class CommandError extends Error {}

export const faultExitCode = 2;

/** Only what somebody should know, and not among what the command says. */
export function commandLog(): pino.Logger {
  return pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true }));
}

/** Whoever asks how a command is used is answered, and nothing is done. */
export function asksForHelp(given: readonly string[] = process.argv.slice(2)): boolean {
  return given.some((each) => each === '--help' || each === '-h');
}

/**
 * @param explained errors whose message is written for people too
 * @param usage what whoever asks for help is told
 */
export async function runCommand(
  main: () => Promise<number>,
  explained: readonly (new (...args: never[]) => Error)[],
  usage: string,
): Promise<void> {
  if (asksForHelp()) return void process.stdout.write(`${asTyped(usage)}\n`);
  try {
    process.exitCode = await main();
  } catch (error) {
    const known = [CommandError, ...explained].some((type) => error instanceof type);
    process.stderr.write(`${asTyped(known ? (error as Error).message : `The command failed: ${String(error)}`)}\n`);
    process.exitCode = faultExitCode;
  }
}

/**
 * What a text calls the commands is what whoever reads it types: `npm run accounts -- list` in the sources, `PROGRAM accounts
 * list` where the program that an installation has says that it is called so.
 */
export function asTyped(text: string, program = process.env['PORTAL_PROGRAM']): string {
  if (!program) return text;
  const verbs: Readonly<Record<string, string>> = { backup: 'backup back-up', restore: 'backup restore' };
  return text.replace(/npm run ([a-z-]+)( --)?/g, (_all, name: string) => `${program} ${verbs[name] ?? name}`);
}

export function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    ENOENT: 'there is no such file or folder',
    EEXIST: 'there is a file of that name already',
    EACCES: 'you may not',
    EISDIR: 'it is a folder',
    ENOSPC: 'the disk is full',
  };
  return reasons[code ?? ''] ?? code ?? 'the system gives no reason';
}
