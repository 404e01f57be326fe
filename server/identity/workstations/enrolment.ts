import { limits } from '../../../shared/contract/limits.ts';
import type { EnrolmentCode } from '../../../shared/identity/api/workstations.ts';
import { newOneTimeCode, normalizedCode } from '../../keys/one-time-code.ts';
import { defineCollection } from '../../store/contract.ts';
import { digestOf, randomToken } from '../../keys/tokens.ts';
import type { IdentityContext } from '../context.ts';
import { endSession, type EndSessionDeps } from '../sessions/end-session.ts';
import { workstationId } from '../sign-in/lockout.ts';

/** A workstation whose credential this server made. */
export interface EnrolledWorkstation {
  /** What is known of a workstation by its cookie, which then is the credential. */
  readonly id: string;
  readonly name: string;
  readonly enrolledAt: number;
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
}

export const enrolledWorkstations = defineCollection<EnrolledWorkstation>()({
  name: 'workstations',
  lifetime: 'lasting',
  indexes: [],
});

interface PendingEnrolment {
  /** Digest of the code. */
  readonly id: string;
  readonly name: string;
  readonly expiresAt: number;
}

const pendingEnrolments = defineCollection<PendingEnrolment>()({
  name: 'enrolment-codes',
  lifetime: 'lasting',
  indexes: [],
});

type Deps = Pick<IdentityContext, 'store' | 'clock'>;

/** A code that enrols one workstation, once, within a day. */
export async function newEnrolment(name: string, { store, clock }: Deps): Promise<EnrolmentCode> {
  const code = newOneTimeCode(limits.enrolment.codeSymbols);
  const expiresAt = clock.now() + limits.enrolment.codeLifetime;
  await store.collection(pendingEnrolments).put({ id: digestOf(normalizedCode(code)), name, expiresAt });
  return { code, expiresAt };
}

export interface NewWorkstation {
  readonly id: string;
  readonly name: string;
  /** Known to nobody else. */
  readonly credential: string;
}

/** @returns undefined for a code that is wrong, used or too old */
export async function enrol(code: string, { store, clock }: Deps): Promise<NewWorkstation | undefined> {
  const credential = randomToken();
  const id = workstationId(credential);
  const pending = await store.transaction(async (collections) => {
    const records = collections.collection(pendingEnrolments);
    const found = await records.get(digestOf(normalizedCode(code)));
    // Whoever deletes it is the one who uses it.
    if (found === undefined || !(await records.delete(found.id)) || clock.now() >= found.expiresAt) return undefined;
    const enrolledAt = clock.now();
    const workstation = { id, name: found.name, enrolledAt, lastUsedAt: null, revokedAt: null };
    await collections.collection(enrolledWorkstations).insert(workstation);
    return found;
  });
  return pending && { id, name: pending.name, credential };
}

/** @returns the name of this workstation, or undefined where it is not enrolled or no longer */
export async function enrolledAs(id: string, { store }: Pick<Deps, 'store'>): Promise<string | undefined> {
  const workstation = await store.collection(enrolledWorkstations).get(id);
  return workstation?.revokedAt === null ? workstation.name : undefined;
}

/** @returns what it was enrolled as, also where that was revoked since */
export async function nameOfWorkstation(id: string, { store }: Pick<Deps, 'store'>): Promise<string | undefined> {
  return (await store.collection(enrolledWorkstations).get(id))?.name;
}

export async function noteUse(id: string, { store, clock }: Deps): Promise<void> {
  const workstations = store.collection(enrolledWorkstations);
  // Most are not enrolled where that is not asked for, and there is nothing to wait for then.
  if ((await workstations.get(id)) === undefined) return;
  await workstations.update(id, (known) => ({ ...known, lastUsedAt: clock.now() }));
}

/** Ends whatever is open there. @returns false where there is no such workstation, or it was revoked before */
export async function revoke(id: string, context: EndSessionDeps): Promise<boolean> {
  const { store, clock, sessions } = context;
  const done = await store
    .collection(enrolledWorkstations)
    .replaceIf(id, { revokedAt: null }, { revokedAt: clock.now() });
  if (!done) return false;
  for (const session of await sessions.findByWorkstation(id)) await endSession(session.id, 'administrator', context);
  return true;
}
