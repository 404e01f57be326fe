import type { Announcement } from '../../shared/identity/api/announcements.ts';
import { AnnounceAnswer } from '../identity/announcements/command.ts';
import { table } from './lines.ts';
import { CommandError } from './command.ts';
import type { Line } from './read-line.ts';
import { runRecordsCommand } from './run-records-command.ts';

/** Announcements from the command line [N1]. */

await runRecordsCommand('announce', {
  answer: AnnounceAnswer,
  question: (line) => {
    const { verb, words } = line;
    const [id = ''] = words;
    if (verb === 'list') return { verb };
    if (verb === 'withdraw') return { verb, id };
    const announcement = contentOf(line);
    if (verb === 'change') return { verb, id, announcement };
    return { verb, announcement: { severity: 'information', audience: {}, ...announcement } };
  },
  readable: (answer) =>
    answer.outcome === 'listed'
      ? table(answer.announcements.map(cellsOf), 'There are no announcements.').join('\n')
      : ['Changed.', cellsOf(answer.announcement).join('\t')].join('\n'),
});

/** What was given, as it goes to the server; a wording is changed as a whole. */
function contentOf({ verb, value }: Line): Record<string, unknown> {
  const [role, site] = [value('role'), value('site')];
  if (role !== undefined && site !== undefined) throw new CommandError('Give --role or --site, not both.');
  const wording = (title: string, text: string) => {
    const [given, more] = [value(title), value(text)];
    if (given === undefined && more === undefined) return undefined;
    if (given === undefined || more === undefined)
      throw new CommandError(`${verb}: --${title} and --${text} go together.`);
    return { title: given, text: more };
  };
  const content = {
    severity: value('severity'),
    audience: role !== undefined ? { role } : site !== undefined ? { site } : undefined,
    from: value('from'),
    to: value('to'),
    en: wording('title', 'text'),
    es: wording('title-es', 'text-es'),
  };
  return Object.fromEntries(Object.entries(content).filter(([, each]) => each !== undefined));
}

function cellsOf({ id, state, severity, audience, from, to, en }: Announcement): string[] {
  const { role, site } = audience;
  const whom = role ?? (site === undefined ? 'everybody' : `site ${site}`);
  return [id, state, severity, whom, `${from} to ${to}`, en.title];
}
