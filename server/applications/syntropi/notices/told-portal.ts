import { randomUUID } from 'node:crypto';
import type { Coordinator } from '../../../../shared/applications/syntropi/organizations/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import type { NewNotice } from '../../../../shared/identity/api/notices.ts';
import { Problem } from '../../../http/problem.ts';
import type { Job } from '../../../jobs.ts';
import { type Collections, defineCollection } from '../../../store/contract.ts';
import type { PortalServices } from '../../platform/portal-services.ts';
import { type CoordinatorDeps, nameCoordinator, removeCoordinator } from '../coordinators/coordinators.ts';
import { organizations } from '../records.ts';

export interface TellDeps extends CoordinatorDeps {
  /** This application's own. */
  readonly origin: string;
  readonly services: Pick<PortalServices, 'changeRole' | 'postNotice'>;
}

/** What follows from a decision at the portal. It is written with the decision, and done at once or, while the portal is away, later. */
type Telling = {
  readonly id: string;
  /** Counted up, so that what follows from one decision is done in order. */
  readonly order: number;
} & ({ readonly notice: NewNotice } | { readonly organizationId: string; readonly coordinator: Coordinator });

const tellings = defineCollection<Telling>()({ name: 'syntropi-tellings', lifetime: 'lasting', indexes: [] });

export type NewTelling =
  | { readonly notice: NewNotice }
  | { readonly organizationId: string; readonly coordinator: Coordinator };

export async function toTell(
  collections: Pick<Collections, 'collection'>,
  at: number,
  told: readonly NewTelling[],
): Promise<void> {
  for (const [index, each] of told.entries()) {
    await collections.collection(tellings).insert({ ...each, id: randomUUID(), order: at * 100 + index });
  }
}

export function tellingJob(deps: TellDeps): Job {
  return { name: 'tell-portal', every: limits.enrollment.lookEvery, run: () => tellAll(deps) };
}

/** At once; what cannot be done now is done later, by the job. */
export async function tellNow(deps: TellDeps): Promise<void> {
  await tellAll(deps).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
  });
}

async function tellAll(deps: TellDeps): Promise<void> {
  const all = deps.store.collection(tellings);
  for (const each of (await all.list()).toSorted((a, b) => a.order - b.order)) {
    if ('notice' in each) await post(deps, each.notice);
    else await name(deps, each.organizationId, each.coordinator);
    await all.delete(each.id);
  }
}

/** One whose recipient has no account any more, or that is over, is nobody's. @throws Problem while the portal is away */
export async function post(
  { services }: { readonly services: Pick<PortalServices, 'postNotice'> },
  notice: NewNotice,
): Promise<void> {
  await services.postNotice(notice).catch((error: unknown) => {
    if (error instanceof Problem) throw error;
  });
}

/** Of an approved enrollment: VAOS opens for who has an account that works there; the others are named without one. */
async function name(deps: TellDeps, organizationId: string, coordinator: Coordinator): Promise<void> {
  const { role, username } = coordinator;
  const known = (await deps.store.collection(organizations).get(organizationId))?.coordinators ?? [];
  const other = known.find((each) => each.role !== role);
  // They have changed places: the other's is named next.
  if (other && isSame(other, coordinator)) await removeCoordinator(deps, organizationId, other.role);
  if (username !== undefined) {
    const wrong = await nameCoordinator(deps, organizationId, { ...coordinator, username });
    if (wrong === undefined) return;
  }
  await removeCoordinator(deps, organizationId, role);
  const { username: _, ...named } = coordinator;
  await deps.store.collection(organizations).update(organizationId, (now) => ({
    ...now,
    coordinators: [named, ...now.coordinators.filter((each) => each.role !== role)].toSorted((a, b) =>
      a.role.localeCompare(b.role, 'en'),
    ),
  }));
}

function isSame(one: Coordinator, other: Coordinator): boolean {
  const key = (text: string | undefined) => text?.toLowerCase();
  return (
    key(one.email) === key(other.email) || (one.username !== undefined && key(one.username) === key(other.username))
  );
}
