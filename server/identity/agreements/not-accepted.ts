import type { NotAccepted } from '../../../shared/identity/api/agreement-versions.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { type Actor, nameOfActor } from '../actor.ts';
import type { IdentityContext } from '../context.ts';

/** Who can sign in and has not accepted the version that holds now, by name. */
export async function notAccepted(
  actor: Actor,
  { accounts, acceptances, audit }: Pick<IdentityContext, 'accounts' | 'acceptances' | 'audit'>,
): Promise<NotAccepted> {
  const [everybody, signed, { version }] = await Promise.all([
    accounts.list(),
    acceptances.everybody(),
    acceptances.current(),
  ]);
  const active = everybody.filter(({ status }) => status === 'active');
  const missing = active.filter(({ id }) => !signed.has(id)).toSorted((a, b) => a.name.localeCompare(b.name));
  const listed = missing.slice(0, limits.agreement.listed);
  const detail = { by: nameOfActor(actor), accounts: String(listed.length) };
  // Before anything is shown.
  await audit.record({
    event: 'accounts.listed',
    ...(actor !== 'command line' && { workstation: actor.workstation }),
    detail,
  });
  const people = listed.map(({ username, name, email, sites }) => ({
    ...{ username, name, email },
    sites: sites.map((site) => site.name).join(', '),
  }));
  return { version, people: active.length, count: missing.length, listed: people };
}
