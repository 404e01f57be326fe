import { refusalsEn } from '../../../shared/applications/immtrac2/refusals/texts/en.ts';
import { fieldProblem } from '../../../shared/contract/field-texts.ts';
import type { FieldProblem } from '../../../shared/contract/problems.ts';
import { Problem } from '../../http/problem.ts';
import type { ApplicationSession } from '../platform/relying-party/session.ts';
import { keepAccess } from './clients/accesses.ts';
import { shownClient } from './clients/client-record.ts';
import { lastSearch } from './entry/entry.ts';
import { entries } from './records.ts';
import type { Recorder, RegistryDeps } from './registry.ts';
import type { AccessRecord, ClientRecord } from './shapes.ts';

/** What routes about one client share. */
export class OneClient {
  readonly #deps: RegistryDeps;
  readonly #trail: Recorder;

  constructor(deps: RegistryDeps, trail: Recorder) {
    this.#deps = deps;
    this.#trail = trail;
  }

  /** @throws Problem for who is not in the registry and for who has not consented, alike */
  async client(id: string): Promise<ClientRecord> {
    const client = await shownClient(this.#deps, id);
    if (client === undefined) throw new Problem('not-found');
    return client;
  }

  /** Says in the audit trail, and in the client's own record of access, what is about to be done or shown [R4]. */
  async record(
    event: string,
    session: ApplicationSession,
    client: string,
    what: AccessRecord['what'],
    /** Opaque ids of what it is about beside the client. */
    more: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const { reason } = await lastSearch(this.#deps, session.id);
    await this.#trail.record(event, session, { client, reason, ...more });
    await keepAccess(this.#deps, session.caller, [client], { what, reason });
  }
}

/** @throws Problem where the person does not work for that site */
export function requireSite({ caller }: Pick<ApplicationSession, 'caller'>, siteId: string): string {
  if (caller.sites.some(({ id }) => id === siteId)) return siteId;
  throw refused([fieldProblem(refusalsEn, 'siteId', 'not-your-site')]);
}

/** Where nothing else says so: the site that this session works for. */
export async function usualSite(
  { store }: RegistryDeps,
  session: Pick<ApplicationSession, 'id' | 'caller'>,
  siteId?: string,
): Promise<string> {
  const chosen = siteId ?? (await store.collection(entries).get(session.id))?.siteId;
  return requireSite(session, chosen ?? session.caller.sites[0]?.id ?? '');
}

export function refused(fields: readonly FieldProblem[]): Problem {
  return new Problem('record-refused', { fields });
}
