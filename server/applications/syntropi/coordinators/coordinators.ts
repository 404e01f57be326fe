import type {
  Coordinator,
  CoordinatorRole,
  NamedCoordinator,
} from '../../../../shared/applications/syntropi/organizations/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { type ClinicTime, today } from '../../../../shared/contract/time.ts';
import type { FieldProblem } from '../../../../shared/contract/problems.ts';
import type { Role } from '../../../../shared/identity/roles.ts';
import type { Job } from '../../../jobs.ts';
import { type Collections, defineCollection, type Store } from '../../../store/contract.ts';
import type { PortalServices } from '../../platform/portal-services.ts';
import { organizations, sites } from '../records.ts';
import { refusal } from '../refusal.ts';

export interface CoordinatorDeps extends ClinicTime {
  readonly store: Store;
  readonly services: Pick<PortalServices, 'changeRole'>;
}

const roleOf = {
  primary: 'primary-vaccine-coordinator',
  secondary: 'secondary-vaccine-coordinator',
} as const satisfies Record<CoordinatorRole, Role>;

/** A role that has to go, unless somebody has named its owner in the meantime. */
interface Owed {
  /** The username, in lower case, and the role. */
  readonly id: string;
  readonly username: string;
  readonly role: CoordinatorRole;
  /** Milliseconds. What is owed for a moment only, while somebody is being named, is nobody else's to take. */
  readonly since: number;
}

const owed = defineCollection<Owed>()({ name: 'syntropi-roles-to-take', lifetime: 'lasting', indexes: [] });

/** Whether the organization has a site among these, so that its people may see it. */
export async function isAmong({ store }: Pick<CoordinatorDeps, 'store'>, id: string, siteIds: readonly string[]) {
  const own = await store.collection(sites).find('organizationId', id);
  return own.some((site) => siteIds.includes(site.id));
}

/**
 * Names a coordinator: the role is given first, so that nobody is named who cannot get in, and is owed back until the name is
 * written, so that nobody stays in who was not named [O2][Y3].
 * @returns what cannot be used @throws Problem where the identity server does not answer; then nothing has changed
 */
export async function nameCoordinator(
  deps: CoordinatorDeps,
  organizationId: string,
  named: NamedCoordinator,
): Promise<FieldProblem | 'no such organization' | undefined> {
  const organization = await deps.store.collection(organizations).get(organizationId);
  if (organization === undefined) return 'no such organization';
  const wrong = mistakeIn(named, organization.coordinators, today(deps));
  if (wrong) return wrong;
  const { role, username } = named;
  const owns = [await owe(deps, deps.store, username, role)];
  // Only of their own people: whoever names others' would sign them out, and find out who there is.
  const own = (await deps.store.collection(sites).find('organizationId', organizationId)).map(({ id }) => id);
  const refused = await deps.services.changeRole({ username, sites: own, role: roleOf[role], change: 'give' });
  if (refused) {
    await deps.store.collection(owed).delete(owns[0]!);
    return refused.field === 'username' ? refusal('username', 'of-other-sites') : refused;
  }
  let changed: FieldProblem | undefined;
  await deps.store.transaction(async (collections) => {
    const all = collections.collection(organizations);
    const now = (await all.get(organizationId))!;
    // Somebody else may have named another meanwhile.
    changed = mistakeIn(named, now.coordinators, today(deps));
    if (changed) return;
    const before = now.coordinators.find((each) => each.role === role);
    if (before?.username !== undefined) owns.push(await owe(deps, collections, before.username, role));
    const coordinators = [named, ...now.coordinators.filter((each) => each.role !== role)];
    await all.put({ ...now, coordinators: coordinators.toSorted((a, b) => a.role.localeCompare(b.role, 'en')) });
  });
  await settle(deps, owns);
  return changed;
}

/** @returns false where nobody has that role */
export async function removeCoordinator(
  deps: CoordinatorDeps,
  organizationId: string,
  role: CoordinatorRole,
): Promise<boolean> {
  const owns: string[] = [];
  const removed = await deps.store.transaction(async (collections) => {
    const all = collections.collection(organizations);
    const organization = await all.get(organizationId);
    const before = organization?.coordinators.find((each) => each.role === role);
    if (organization === undefined || before === undefined) return false;
    if (before.username !== undefined) owns.push(await owe(deps, collections, before.username, role));
    const coordinators = organization.coordinators.filter((each) => each !== before);
    await all.put({ ...organization, coordinators });
    return true;
  });
  await settle(deps, owns);
  return removed;
}

/** Takes what is owed where the identity server did not answer at the time. */
export function owedRoles(deps: CoordinatorDeps): Job {
  const { lookEvery, notBefore } = limits.owedRoles;
  return {
    name: 'owed-roles',
    every: lookEvery,
    run: async () => {
      for (const each of await deps.store.collection(owed).list()) {
        if (each.since <= deps.clock.now() - notBefore) await take(deps, each);
      }
    },
  };
}

/** At once; what cannot be done now is done later, by the job. */
async function settle(deps: CoordinatorDeps, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const each = await deps.store.collection(owed).get(id);
    if (each) await take(deps, each).catch(() => {});
  }
}

async function take(deps: CoordinatorDeps, { id, username, role }: Owed): Promise<void> {
  if (!(await isNamed(deps.store, username, role))) {
    const taking = { username, role: roleOf[role], change: 'take' } as const;
    const refused = await deps.services.changeRole(taking);
    if (refused?.field === 'role') {
      // It is their only one, and an account has to keep one.
      await deps.services.changeRole({ username, role: 'clinic-staff', change: 'give' });
      await deps.services.changeRole(taking);
    }
  }
  await deps.store.collection(owed).delete(id);
}

async function isNamed(store: Pick<Collections, 'collection'>, username: string, role: CoordinatorRole) {
  const all = await store.collection(organizations).list();
  return all.some(({ coordinators }) =>
    coordinators.some((each) => each.role === role && each.username?.toLowerCase() === username.toLowerCase()),
  );
}

/** @returns under which id it is owed */
async function owe(
  { clock }: CoordinatorDeps,
  collections: Pick<Collections, 'collection'>,
  username: string,
  role: CoordinatorRole,
): Promise<string> {
  const id = `${username.toLowerCase()} ${role}`;
  await collections.collection(owed).put({ id, username, role, since: clock.now() });
  return id;
}

/** Two people, whose mail does not come to one place, trained this year. */
function mistakeIn(named: NamedCoordinator, known: readonly Coordinator[], day: string): FieldProblem | undefined {
  const { role, email, username, trainedOn } = named;
  const other = known.find((each) => each.role !== role);
  if (other?.email.toLowerCase() === email.toLowerCase()) {
    return refusal('email', 'of-other');
  }
  if (other?.username?.toLowerCase() === username.toLowerCase()) {
    return refusal('username', 'of-other');
  }
  if (trainedOn > day) return refusal('trainedOn', 'in-future');
  if (trainedOn.slice(0, 4) !== day.slice(0, 4)) return refusal('trainedOn', 'not-this-year');
  return undefined;
}
