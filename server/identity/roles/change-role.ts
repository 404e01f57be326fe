import type { FieldProblem } from '../../../shared/contract/problems.ts';
import type { RoleChange } from '../../../shared/identity/api/roles.ts';
import { type Role, roleIds } from '../../../shared/identity/roles.ts';
import { accounts } from '../accounts/account.ts';
import { usernameKey } from '../accounts/username.ts';
import type { IdentityContext } from '../context.ts';
import type { RegisteredClient } from '../oidc/clients.ts';
import { endAllSessions, type EndSessionDeps } from '../sessions/end-session.ts';

type Outcome = 'changed' | 'unchanged' | { readonly refused: FieldProblem };

/**
 * Gives a role to an account or takes it, and records which application did, or does nothing at all [J2, R3]. Only roles
 * that the registration names, and none of those who run the portal; so no administrator comes or goes by this. As with
 * any change of roles, the account's sessions end: applications may still go by what was before.
 */
export async function changeRole(
  { id: application, services }: Pick<RegisteredClient, 'id' | 'services'>,
  { account: sub, username, sites, role, change }: RoleChange,
  deps: EndSessionDeps & Pick<IdentityContext, 'audit'>,
): Promise<Outcome> {
  if ((sub === undefined) === (username === undefined))
    return refused('account', 'or username must be given, and not both');
  const may: readonly Role[] = services.roles?.may ?? [];
  if (!may.includes(role)) return refused('role', `must be one of ${may.join(', ')}`);
  let recorded = false;
  let changed: string | undefined;
  const outcome = await deps.store.transaction(async (collections): Promise<Outcome> => {
    const known = collections.collection(accounts);
    const [found] =
      username === undefined ? [await known.get(sub!)] : await known.find('usernameKey', usernameKey(username));
    const account = sites === undefined || found?.sites.some(({ id }) => sites.includes(id)) ? found : undefined;
    if (account === undefined) {
      return username === undefined
        ? refused('account', 'is no account here; give the sub of a person who has signed on')
        : refused('username', 'is no account here');
    }
    const after = roleIds.filter((each) => (each === role ? change === 'give' : account.roles.includes(each)));
    if (account.roles.includes(role) === after.includes(role)) return 'unchanged';
    if (after.length === 0) return refused('role', 'is the only role of the account, which has to keep one');
    await known.put({ ...account, roles: after });
    const detail = { application, before: account.roles.join(' '), after: after.join(' ') };
    // Last, and within: what cannot be recorded does not happen. Once, though a store may have to begin again after this.
    if (!recorded) await deps.audit.record({ event: 'account.roles-changed', account: account.id, detail });
    recorded = true;
    changed = account.id;
    return 'changed';
  });
  if (changed !== undefined) await endAllSessions(changed, 'administrator', deps);
  return outcome;
}

function refused(field: string, message: string): Outcome {
  return { refused: { field, message } };
}
