import type {
  Candidate,
  ClientSummary,
  FindByName,
  SearchAnswer,
} from '../../../../shared/applications/immtrac2/clients/api.ts';
import { today } from '../../../../shared/contract/time.ts';
import { isBirthDate } from './client-details.ts';
import { hasConsent } from '../consent/consent.ts';
import { type Asked, fitOf, isCandidate, isExact } from './fit.ts';
import { clients } from '../records.ts';
import { type RegistryDeps, siteOf } from '../registry.ts';
import { candidateKeys, idKey, nameKey } from './search-keys.ts';
import type { ClientRecord } from '../shapes.ts';

/** Three ways to find a client [I1]. Each reads by keys that those who have not consented do not have. */

const shown = 10;

/** Finds by the registry's own number, which may be typed with spaces or hyphens. */
export async function findById(deps: RegistryDeps, immtrac2Id: string): Promise<ClientSummary[]> {
  const digits = immtrac2Id.replaceAll(/[\s-]/g, '');
  return summaries(deps, await wholesOf(deps, idKey(digits)));
}

export async function findByName(
  deps: RegistryDeps,
  asked: FindByName,
): Promise<ClientSummary[] | 'birth date out of range'> {
  if (!isBirthDate(asked.birthDate, today(deps))) return 'birth date out of range';
  return summaries(deps, await wholesOf(deps, nameKey(asked)));
}

/** The smart search: one client where all fits, or those who may be meant, with how well each field does. */
export async function search(deps: RegistryDeps, asked: Asked): Promise<SearchAnswer | 'birth date out of range'> {
  if (!isBirthDate(asked.birthDate, today(deps))) return 'birth date out of range';
  const { exact, candidates } = await candidatesFor(deps, asked);
  if (exact.length === 1) return { match: 'exact', clients: await candidateList(deps, exact), more: false };
  const best = candidates.slice(0, shown);
  return {
    match: best.length === 0 ? 'none' : 'candidates',
    clients: await candidateList(deps, best),
    more: candidates.length > shown,
  };
}

export type Fitting = ClientRecord & Pick<Candidate, 'fit' | 'score'>;

/** Everybody who may be meant, the best first. */
export async function candidatesFor(
  deps: RegistryDeps,
  asked: Asked,
): Promise<{ exact: readonly Fitting[]; candidates: readonly Fitting[] }> {
  return candidatesAmong(await foundBy(deps, candidateKeys(asked)), asked);
}

/** The same of those who were found, by whatever. */
export function candidatesAmong(
  found: readonly Found[],
  asked: Asked,
): { exact: readonly Fitting[]; candidates: readonly Fitting[] } {
  const fitting = found
    // A part of another record is found by its own names.
    .map((each) => fittingOf(each, asked))
    .filter(({ fit, score }) => isCandidate(fit, score))
    .toSorted((a, b) => b.score - a.score || a.id.localeCompare(b.id));
  const candidates = fitting.filter(({ id }, at) => fitting.findIndex((other) => other.id === id) === at);
  return { exact: candidates.filter(({ fit }) => isExact(fit)), candidates };
}

export interface Found {
  readonly part: ClientRecord;
  /** The record that it is a part of, or itself. */
  readonly whole: ClientRecord;
}

/** Each record once. A consent that ended today is still among the keys until the night's work; what counts is the day. */
export async function foundBy(deps: RegistryDeps, keys: readonly string[]): Promise<Found[]> {
  const records = deps.store.collection(clients);
  const parts = await records.findAny('keys', keys);
  const day = today(deps);
  const wholes = await Promise.all(
    parts.map(async (part) => (part.mergedInto === undefined ? part : records.get(part.mergedInto))),
  );
  return parts.flatMap((part, at) => {
    const whole = wholes[at];
    return whole !== undefined && hasConsent(whole, day) ? [{ part, whole }] : [];
  });
}

/** How well the names fit that a record was found by. */
export function fittingOf({ whole, part }: Found, asked: Asked): Fitting {
  return { ...whole, ...fitOf(asked, part) };
}

async function wholesOf(deps: RegistryDeps, key: string): Promise<ClientRecord[]> {
  return [...new Map((await foundBy(deps, [key])).map(({ whole }) => [whole.id, whole])).values()];
}

export async function candidateList(deps: RegistryDeps, fitting: readonly Fitting[]): Promise<Candidate[]> {
  const listed = await summaries(deps, fitting);
  return listed.map((summary, at) => ({ ...summary, fit: fitting[at]!.fit, score: fitting[at]!.score }));
}

async function summaries({ store }: RegistryDeps, records: readonly ClientRecord[]): Promise<ClientSummary[]> {
  return Promise.all(
    records.map(async ({ id, immtrac2Id, lastName, firstName, birthDate, sex, siteId }) => {
      return { id, immtrac2Id, lastName, firstName, birthDate, sex, site: await siteOf(store, siteId) };
    }),
  );
}
