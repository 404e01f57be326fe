import { today } from '../../../../shared/contract/time.ts';
import { assess } from '../forecast/assessed-person.ts';
import { hasDied, lastDay, refusalsOf } from '../clients/client-record.ts';
import { standingOf } from '../consent/consent.ts';
import { dosesOf, eventsOf } from '../doses/doses.ts';
import { candidatesFor } from '../clients/find-clients.ts';
import { isBirthDate } from '../clients/client-details.ts';
import type { Forecast } from '../forecast/forecast.ts';
import { observationsOf } from '../observations/observations.ts';
import type { RegistryDeps } from '../registry.ts';
import type { ClientRecord, GivenDose, RefusalRecord } from '../shapes.ts';
import { matchClient } from './match-client.ts';
import type { Query } from './report.ts';

export interface ClientHistory {
  readonly client: ClientRecord;
  readonly events: readonly GivenDose[];
  readonly refused: readonly RefusalRecord[];
  /** Only where it was asked for and may be said. */
  readonly forecast?: Forecast | undefined;
  /** Who has died is due for nothing. */
  readonly isDue: boolean;
}

/** What a query finds [I7]. Who has not consented is found as little as who is not there, by the same search. */
export type Found =
  | { readonly found: 'one'; readonly history: ClientHistory }
  | { readonly found: 'candidates'; readonly clients: readonly ClientRecord[] }
  | { readonly found: 'too many' | 'nobody' | 'birth date out of range' };

/** One client is answered with a history only where nothing is in doubt. */
export async function answerQuery(deps: RegistryDeps, query: Query): Promise<Found> {
  const { asked, immtrac2Id, identifiers, most } = query;
  if (!isBirthDate(asked.birthDate, today(deps))) return { found: 'birth date out of range' };
  const matched = await matchClient(deps, { asked, immtrac2Id, identifiers });
  if (matched.match === 'one') return { found: 'one', history: await historyOf(deps, matched.client, query) };
  const { exact, candidates } = await candidatesFor(deps, asked);
  // As the pages' search has it: who fits exactly is meant, and not a twin who is called alike.
  if (exact.length === 1) return { found: 'one', history: await historyOf(deps, exact[0]!, query) };
  if (candidates.length === 0) return { found: 'nobody' };
  return candidates.length > most ? { found: 'too many' } : { found: 'candidates', clients: candidates };
}

async function historyOf(deps: RegistryDeps, client: ClientRecord, { profile }: Query): Promise<ClientHistory> {
  const day = today(deps);
  const isWhole = standingOf(client, day) === 'standard';
  const [doses, refused, observed] = await Promise.all([
    dosesOf(deps.store, client),
    refusalsOf(deps, client),
    observationsOf(deps.store, client),
  ]);
  const events = eventsOf(doses.filter(({ dose }) => isWhole || dose.disaster === true));
  const forecast =
    profile === 'forecast' && isWhole ? assess(client, events, observed, lastDay(client, day)) : undefined;
  return { client, events, refused: isWhole ? refused : [], forecast, isDue: !hasDied(client) };
}
