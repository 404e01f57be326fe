import { WorkstationsAnswer } from '../identity/workstations/command.ts';
import { instant, table } from './lines.ts';
import { runRecordsCommand } from './run-records-command.ts';

/** Enrolled workstations from the command line [K8]. */

await runRecordsCommand('workstations', {
  answer: WorkstationsAnswer,
  question: ({ verb, words: [first = ''], value }) => {
    if (verb === 'list') return { verb };
    return verb === 'code' ? { verb, name: first } : { verb, workstation: first, reason: value('reason')! };
  },
  readable: (answer) => {
    if (answer.outcome === 'code') {
      const { code, name, expiresAt } = answer;
      return `The code is shown this once: ${code}\nIt enrolls one workstation as ${name}, until ${instant(expiresAt)}.`;
    }
    const rows = answer.workstations.map(({ id, name, revoked, signedIn, lastUsedAt }) => [
      id,
      revoked ? 'revoked' : `${signedIn} signed in`,
      lastUsedAt === null ? 'never used' : `used ${instant(lastUsedAt)}`,
      name,
    ]);
    const lines = table(rows, 'No workstation is enrolled.');
    return [...(answer.outcome === 'changed' ? ['Changed.'] : []), ...lines].join('\n');
  },
});
