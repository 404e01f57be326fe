import { SessionsAnswer } from '../identity/sessions/command.ts';
import { instant, table } from './lines.ts';
import { runRecordsCommand } from './run-records-command.ts';

/** Who is signed in, from the command line [R3]. */

await runRecordsCommand('sessions', {
  answer: SessionsAnswer,
  question: ({ verb, words: [first = ''], value }) => {
    const [username, session] = [value('username'), value('session')];
    if (verb === 'list') return { verb, ...(username !== undefined && { username }) };
    return { verb, username: first, reason: value('reason')!, ...(session !== undefined && { session }) };
  },
  readable: (answer) => {
    if (answer.outcome === 'ended') return `Sessions ended: ${answer.ended}`;
    const rows = answer.sessions.map(({ session, username, workstation, since, lastActive }) => [
      session,
      username,
      workstation ?? 'not enrolled',
      `since ${instant(since)}`,
      `active ${instant(lastActive)}`,
    ]);
    return table(rows, 'Nobody is signed in.').join('\n');
  },
});
