import { SitesAnswer, type SitesCommand } from '../identity/sites/command.ts';
import { table } from './lines.ts';
import { runRecordsCommand } from './run-records-command.ts';

/** The clinic's sites from the command line [R3]. */

await runRecordsCommand('sites', {
  answer: SitesAnswer,
  question: ({ verb, words: [id = '', name = ''] }) => {
    if (verb === 'list') return { verb } satisfies SitesCommand;
    return verb === 'create' || verb === 'rename' ? { verb, id, name } : { verb, id };
  },
  readable: ({ outcome, sites }) => {
    if (outcome === 'unchanged') return 'It was so already; nothing was changed.';
    const rows = sites.map(({ id, name, closed, people }) => [
      id,
      closed ? 'closed' : 'open',
      `${people} people`,
      name,
    ]);
    return [...(outcome === 'changed' ? ['Changed.'] : []), ...table(rows, 'There are no sites.')].join('\n');
  },
});
