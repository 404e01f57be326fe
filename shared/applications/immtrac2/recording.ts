import type { Role } from '../../identity/roles.ts';

const recording: ReadonlySet<Role> = new Set([
  'clinic-staff',
  'primary-vaccine-coordinator',
  'secondary-vaccine-coordinator',
  'point-of-contact',
]);

const renewing: ReadonlySet<Role> = new Set(['point-of-contact', 'authorized-signer']);

/** Whoever answers for a site renews its agreement [O10]; for which sites is another question. */
export function mayRenewAs({ roles, sites }: { roles: readonly Role[]; sites: readonly unknown[] }): boolean {
  return sites.length > 0 && roles.some((role) => renewing.has(role));
}

/** Clinics record what they gave; everybody else reads and prints [O9]. */
export function mayRecordAs({ roles, sites }: { roles: readonly Role[]; sites: readonly unknown[] }): boolean {
  return sites.length > 0 && roles.some((role) => recording.has(role));
}
