import { randomInt } from 'node:crypto';
import type { IncidentReport } from '../../../shared/api/password.ts';
import { support } from '../../../shared/support.ts';
import { defineCollection } from '../../store/contract.ts';
import type { Account } from '../accounts/account.ts';
import type { IdentityContext } from '../context.ts';

/** That somebody else may know a password [A3]. */
interface Incident {
  /** What the person tells the Help Desk. */
  readonly id: string;
  readonly accountId: string;
  readonly at: number;
  readonly workstation: string;
  readonly sessionsEnded: number;
}

const definition = defineCollection<Incident>()({ name: 'incidents', lifetime: 'lasting', indexes: ['accountId'] });

/** Files the incident and words the report, so that the person on the phone has all that is asked for. */
export async function fileIncident(
  account: Account,
  given: { workstation: string; sessionsEnded: number },
  context: IdentityContext,
): Promise<IncidentReport> {
  const at = context.clock.now();
  const records = context.store.collection(definition);
  let id: string;
  do {
    id = `IR-${randomInt(100_000, 1_000_000)}`;
  } while (!(await records.insert({ ...given, id, accountId: account.id, at })));
  await context.audit.record({
    event: 'incident.filed',
    account: account.id,
    workstation: given.workstation,
    detail: { number: id, sessionsEnded: String(given.sessionsEnded) },
  });
  return { number: id, phone: support.helpDesk.phone, text: reportText(id, at, account, given) };
}

function reportText(
  id: string,
  at: number,
  { name, username, sites }: Account,
  { workstation, sessionsEnded }: { workstation: string; sessionsEnded: number },
): string {
  const when = new Date(at).toLocaleString('en-US', {
    timeZone: 'America/Chicago',
    dateStyle: 'long',
    timeStyle: 'short',
  });
  return [
    `Incident ${id}: the password of an Enterprise Portal account may be known to someone else.`,
    `Account: ${username} (${name})`,
    `Sites: ${sites.map((site) => `${site.name}, ${site.id}`).join('; ') || 'none'}`,
    `Reported: ${when} Central Time, at workstation ${workstation}`,
    `Done already: the password was changed, and ${sessionsEnded} other session(s) were ended.`,
  ].join('\n');
}
