import type { Workstation } from '../../../shared/identity/api/workstations.ts';
import type { IdentityContext } from '../context.ts';
import { enrolledWorkstations } from './enrolment.ts';

/** Every workstation that was ever enrolled, by name, with how many people are signed in there. */
export async function knownWorkstations({
  store,
  sessions,
}: Pick<IdentityContext, 'store' | 'sessions'>): Promise<Workstation[]> {
  const known = await store.collection(enrolledWorkstations).list();
  const list = known.map(async ({ id, name, enrolledAt, lastUsedAt, revokedAt }) => ({
    id,
    name,
    enrolledAt,
    lastUsedAt,
    revoked: revokedAt !== null,
    signedIn: (await sessions.findByWorkstation(id)).length,
  }));
  return (await Promise.all(list)).toSorted((a, b) => a.name.localeCompare(b.name));
}
