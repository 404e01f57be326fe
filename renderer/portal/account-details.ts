import type { AccountFacts } from '../../shared/identity/api/identity.ts';
import type { Texts } from '../../shared/identity/texts/texts.ts';

/** What an account says of its person, as their own profile and support show it: names beside values. */
export function accountDetails(
  { username, name, email, roles, sites }: AccountFacts,
  { account: texts, roles: roleNames }: Texts['portal'],
): [string, string][] {
  return [
    [texts.name, name],
    [texts.username, username],
    [texts.email, email],
    [texts.roles, roles.map((role) => roleNames[role]).join(', ')],
    [texts.sites, sites.map((site) => `${site.name} (${site.id})`).join(', ') || texts.noSites],
  ];
}
