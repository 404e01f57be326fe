import type { Role } from './roles.ts';

/**
 * Which roles may do what in the portal, beside what everybody does for themselves [R3, S8]. The server lets in by it, pages
 * show by it, docs/security.md has it as a table, and a test walks every endpoint by it.
 */
export const permissions = {
  /** Finding people and seeing the state of their accounts: a Point of Contact those of their own sites, others everybody. */
  people: ['point-of-contact', 'customer-support', 'administrator'],
  /** Helping whoever calls: unlocking, ending sessions, resetting. */
  support: ['customer-support', 'administrator'],
  /** Accounts, imports, workstations. */
  administrator: ['administrator'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof permissions;

export function isPermitted(permission: Permission, roles: readonly Role[]): boolean {
  const allowed: readonly Role[] = permissions[permission];
  return roles.some((role) => allowed.includes(role));
}
