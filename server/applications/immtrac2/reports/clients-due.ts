import { setImmediate as turn } from 'node:timers/promises';
import {
  ageBands,
  type DueAsked,
  type DueClient,
  type DueList,
} from '../../../../shared/applications/immtrac2/reports/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { type CalendarDate, monthsBetween, today } from '../../../../shared/contract/time.ts';
import { isMinor, isRecalled } from '../clients/client-details.ts';
import { shownFacts } from '../clients/client-record.ts';
import { standingOf } from '../consent/consent.ts';
import { currentSchedule } from '../forecast/read-schedule.ts';
import { clients } from '../records.ts';
import type { RegistryDeps } from '../registry.ts';
import type { ClientRecord } from '../shapes.ts';
import { whatIsDue } from '../forecast/what-is-due.ts';

/**
 * The recall list of a site [I11]: who may and can be reached, and needs a dose. It works for a few milliseconds at a time, so
 * that others are answered meanwhile, however many clients the site has.
 */
export async function clientsDue(deps: RegistryDeps, asked: DueAsked): Promise<DueList> {
  const day = today(deps);
  const listed: DueClient[] = [];
  const counts = new Map<string, { overdue: number; due: number }>();
  let looked = 0;
  for await (const client of clientsOf(deps, asked.siteId)) {
    if (client.mergedInto !== undefined || standingOf(client, day) !== 'standard') continue;
    looked += 1;
    if (!isWanted(client, asked, day)) continue;
    const due = await dueOf(deps, client, asked);
    if (due.length === 0) continue;
    listed.push(dueClient(client, due, day));
    for (const { group, urgency } of due) {
      const count = counts.get(group) ?? { overdue: 0, due: 0 };
      counts.set(group, { ...count, [urgency]: count[urgency] + 1 });
    }
  }
  const { version, published } = currentSchedule();
  const sorted = listed.toSorted((a, b) => rank(a).localeCompare(rank(b), 'en'));
  return {
    asOf: day,
    schedule: { version, published },
    looked,
    groups: [...counts]
      .map(([group, count]) => ({ group, ...count }))
      .toSorted((a, b) => a.group.localeCompare(b.group, 'en')),
    clients: sorted.slice(0, limits.reports.rows),
    more: sorted.length > limits.reports.rows,
  };
}

/** Each of the site's own, once; whoever works on them lets others in as often as it takes. */
async function* clientsOf({ store }: RegistryDeps, siteId: string): AsyncGenerator<ClientRecord> {
  const seen = new Set<string>();
  let since = performance.now();
  let after: string | undefined;
  do {
    const page = await store
      .collection(clients)
      .page({ index: ['siteId', siteId], limit: limits.reports.slice, after });
    for (const client of page.records) {
      // One that was changed meanwhile comes again, further on.
      if (seen.has(client.id)) continue;
      seen.add(client.id);
      yield client;
      if (performance.now() - since < limits.reports.turnAfter) continue;
      await turn();
      since = performance.now();
    }
    after = page.next;
    await turn();
  } while (after !== undefined);
}

/** Dead, gone, or against it: those are not called. */
function isWanted(client: ClientRecord, { age }: DueAsked, day: CalendarDate): boolean {
  const months = monthsBetween(client.birthDate, day);
  const { from, to } = ageBands[age];
  return client.deathDate === undefined && months >= from && months < to && isRecalled(client, client.addresses[0]);
}

async function dueOf(
  deps: RegistryDeps,
  client: ClientRecord,
  { group: wanted, urgency: least }: DueAsked,
): Promise<DueClient['due']> {
  const { forecast, withheld } = await shownFacts(deps, client);
  const named = new Set<string>();
  return whatIsDue(forecast, withheld).groups.flatMap(({ group, urgency, due }) => {
    const isUrgent = urgency === 'overdue' || (urgency === 'due' && least === 'due');
    if (!isUrgent || due === undefined || (wanted !== undefined && wanted !== group)) return [];
    // A risk may make due what is due for everybody of that age, too: one dose, by what is the more urgent, which comes first.
    if (named.has(group)) return [];
    named.add(group);
    const { doseNumber, recommended, pastDue } = due;
    return [{ group, urgency, doseNumber, recommended, ...(pastDue !== undefined && { pastDue }) }];
  });
}

function dueClient(client: ClientRecord, due: DueClient['due'], day: CalendarDate): DueClient {
  const { id, immtrac2Id, lastName, firstName, birthDate, guardian, phone, email, addresses } = client;
  const { from: _, siteId: __, ...address } = addresses[0]!;
  return {
    id,
    immtrac2Id,
    lastName,
    firstName,
    birthDate,
    ...(guardian && isMinor(birthDate, day) && { guardian: `${guardian.firstName} ${guardian.lastName}` }),
    ...(phone && { phone }),
    ...(email && { email }),
    address,
    due,
  };
}

const rank = ({ due, lastName, firstName }: DueClient) =>
  [due.map(({ recommended }) => recommended).toSorted()[0], lastName, firstName].join(' ');
