import { readFile } from 'node:fs/promises';
import { AgreementsAnswer } from '../identity/agreements/command.ts';
import { CommandError, reasonOf } from './command.ts';
import { table } from './lines.ts';
import { runRecordsCommand } from './run-records-command.ts';

/** Versions of the agreement from the command line [A1, A2]. */

await runRecordsCommand('agreements', {
  answer: AgreementsAnswer,
  question: async ({ verb, words: [first = ''], value }) => {
    if (verb === 'withdraw') return { verb, version: first };
    if (verb !== 'write') return { verb };
    const [en, es] = await Promise.all([wordingIn(value('en')!), wordingIn(value('es')!)]);
    return { verb, agreement: { effective: first, en, es } };
  },
  readable: (answer) => {
    if (answer.outcome === 'not accepted') {
      const { version, people, count, listed } = answer;
      const rows = listed.map(({ username, name, email, sites }) => [username, name, email, sites]);
      return [`${count} of ${people} people have not accepted the version ${version}.`, ...table(rows, '')]
        .filter((line) => line !== '')
        .join('\n');
    }
    const rows = answer.versions.map(({ version, effective, state, by, en }) => [
      version,
      state,
      `from ${effective}`,
      by ?? 'came with the product',
      en.title,
    ]);
    return [...(answer.outcome === 'changed' ? ['Changed.'] : []), ...table(rows, '')].join('\n');
  },
});

/** Its title is the first line. */
async function wordingIn(file: string): Promise<{ title: string; text: string }> {
  const content = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CommandError(`${file} cannot be read: ${reasonOf(error)}.`);
  });
  const [title = '', ...lines] = content.replace(/^\uFEFF/, '').split(/\r?\n/);
  return { title, text: lines.join('\n') };
}
