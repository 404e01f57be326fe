import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { unfitEmail } from '../../shared/identity/account-fields.ts';
import { mails } from '../../shared/identity/texts/mails.ts';
import { systemClock } from '../clock.ts';
import { explained } from '../mail/mail-server.ts';
import { mailTransport } from '../mail/transport.ts';
import { readSettings, SettingsError } from '../settings.ts';
import { CommandError, runCommand } from './command.ts';

/** Whether mail leaves the server, before somebody waits for a code in vain [R6]. */

const usage = `Usage: npm run mail -- --test ADDRESS --settings FILE [--json]
  --test ADDRESS   sends this address one mail, at once, by the mail server of the settings
  --settings FILE  the server's settings, which name the mail server (mail.smtp)
  --json           the answer as one line of JSON
Example:
  npm run mail -- --test me@clinic.example --settings /etc/portal/settings.json
Opens no data, and a server may run meanwhile. Ends with 0 when the mail server took the mail, 1 when it did not, 2 for
wrong usage or settings that cannot be used.`;

async function main(): Promise<number> {
  const { to, file, json } = commandLine();
  const settings = await readSettings(file);
  const { smtp } = settings.mail ?? {};
  if (smtp === undefined) throw new CommandError('The settings name no mail server; it goes into mail.smtp.');
  // In whatever it is sent, a mail server sends it as a clinic's.
  const transport = await mailTransport({ kind: 'clinic', data: '', settings });
  const { subject, text } = mails.en.test;
  const now = systemClock.now();
  const answer = await transport!
    .send({
      id: randomUUID(),
      to,
      subject,
      text: text(settings.server?.name ?? 'localhost'),
      queuedAt: now,
      attempts: 0,
      nextAttemptAt: now,
    })
    .then(
      () => ({
        sent: true,
        says: `The mail server ${smtp.host}:${smtp.port} took the mail to ${to}. Look whether it came, also among junk.`,
      }),
      (error: Error & { code?: string }) => ({ sent: false, says: explained(error, smtp) }),
    );
  if (json) process.stdout.write(`${JSON.stringify(answer)}\n`);
  else process[answer.sent ? 'stdout' : 'stderr'].write(`${answer.says}\n`);
  return answer.sent ? 0 : 1;
}

function commandLine(): { to: string; file: string; json: boolean } {
  try {
    const { values } = parseArgs({
      options: { test: { type: 'string' }, settings: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    const { test: to, settings: file, json } = values;
    if (to === undefined) throw new Error('Say to whom: --test ADDRESS.');
    if (file === undefined) throw new Error('Name the server’s settings with --settings FILE.');
    const why = unfitEmail(to);
    if (why) throw new Error(`--test ${to}: the address ${why}.`);
    return { to, file, json };
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usage}`);
  }
}

await runCommand(main, [SettingsError], usage);
