import { randomInt } from 'node:crypto';
import type { IncidentReport } from '../../../shared/identity/api/password.ts';
import { timeInWords } from '../../../shared/contract/time.ts';
import { support } from '../../../shared/identity/support.ts';
import { defineCollection } from '../../store/contract.ts';
import type { Account } from '../accounts/account.ts';
import type { IdentityContext } from '../context.ts';
import { enrolledAs } from '../workstations/enrolment.ts';

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
  context: Pick<IdentityContext, 'audit' | 'clock' | 'store' | 'timeZone'>,
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
  const name = await enrolledAs(given.workstation, context);
  return {
    number: id,
    phone: support.helpDesk.phone,
    text: reportText(id, at, account, { ...given, name }, context.timeZone),
  };
}

function reportText(
  id: string,
  at: number,
  account: Account,
  { name, sessionsEnded }: { name: string | undefined; sessionsEnded: number },
  timeZone: string,
): string {
  const where = name === undefined ? 'in a browser that is not enrolled' : `at the workstation “${name}”`;
  return [
    `Incident ${id}: the password of an Enterprise Portal account may be known to someone else.`,
    `Account: ${account.username} (${account.name})`,
    `Sites: ${account.sites.map((site) => `${site.name}, ${site.id}`).join('; ') || 'none'}`,
    `Reported: ${timeInWords(at, timeZone)}, ${where}`,
    `Done already: the password was changed, and ${sessionsEnded} other session(s) were ended.`,
  ].join('\n');
}
