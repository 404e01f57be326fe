import { administrationEn } from '../../shared/identity/texts/administration-pages/en.ts';
import { ApplicationsAnswer } from '../identity/registrations/command.ts';
import { table } from './lines.ts';
import { runRecordsCommand } from './run-records-command.ts';

/** Which applications sign people on, from the command line [J2]. */

const { whats, outcomes, nothing } = administrationEn.registrations;

await runRecordsCommand('applications', {
  answer: ApplicationsAnswer,
  question: ({ verb, words: [id = ''] }) => (verb === 'list' ? { verb } : { verb, id }),
  readable: (answer) => {
    if (answer.outcome === 'listed') {
      const rows = answer.registrations.map(({ id, name, bundled, redirectUris, scopes }) => [
        id,
        bundled ? 'bundled' : 'registered',
        redirectUris.join(' ') || 'signs nobody on',
        scopes.join(' '),
        name,
      ]);
      return [`Issuer: ${answer.issuer}`, `Discovery: ${answer.discovery}`, ...table(rows, '')].join('\n');
    }
    const rows = answer.results.map(({ what, address, outcome, status }) => [
      whats[what],
      address,
      `${outcomes[outcome]}${status === undefined ? '' : ` (${status})`}`,
    ]);
    return table(rows, nothing).join('\n');
  },
  isNo: ({ outcome }) => outcome === 'not reached',
});
