import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../../clock.ts';
import type { ClinicTime } from '../../../shared/contract/time.ts';
import type { Store } from '../../store/contract.ts';
import type { PortalServices } from '../platform/portal-services.ts';
import type { Caller } from '../platform/relying-party/session.ts';
import { sites } from './records.ts';

export interface RegistryDeps extends ClinicTime {
  readonly store: Store;
  readonly clock: Clock;
  /** Of what went wrong and the person was told; never with anything of a client. */
  readonly log?: Pick<FastifyBaseLogger, 'error'>;
}

/** Writes into the audit trail. */
export type Recorder = Pick<PortalServices, 'record'>;

export type Acting = Pick<Caller, 'accountId' | 'name' | 'sites' | 'roles'>;

export async function siteOf(store: Store, siteId: string): Promise<{ id: string; name: string }> {
  const site = await store.collection(sites).get(siteId);
  return { id: siteId, name: site?.name ?? siteId };
}

/** For the log: where it happened, and not what it said, which may hold a date or a vaccine of a client. */
export function faultIn(error: unknown): { fault: string; at: string[] } {
  const { name, stack = '' } = error instanceof Error ? error : new Error('not an error');
  return { fault: name, at: stack.split('\n').filter((line) => /^\s+at /u.test(line)) };
}
