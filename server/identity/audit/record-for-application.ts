import type { ApplicationEntry } from '../../../shared/identity/api/audit.ts';
import type { FieldProblem } from '../../../shared/contract/problems.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { applicationOfScope } from '../../../shared/applications/applications.ts';
import type { IdentityContext } from '../context.ts';
import type { RegisteredClient } from '../oidc/clients.ts';

export type Recorded =
  | { readonly outcome: 'recorded' | 'not signed on' }
  | { readonly outcome: 'refused'; readonly fields: readonly FieldProblem[] };

/**
 * An entry of an application's own, in the one trail [J2, R4]. Who did it, and where, is not what the application says, but
 * whose access token it has: one that it was given itself, of a session that lasts, one that another system sent it, or its own.
 * @throws the trail's error; what was to be recorded must then not happen
 */
export async function recordForApplication(
  { id: application, services }: Pick<RegisteredClient, 'id' | 'services'>,
  { event, accessToken, about = {} }: ApplicationEntry,
  { provider, openIdSessions, audit }: Pick<IdentityContext, 'provider' | 'openIdSessions' | 'audit'>,
): Promise<Recorded> {
  const events = services.audit?.events ?? {};
  if (!Object.hasOwn(events, event)) {
    const message = `must be one of ${Object.keys(events).join(', ')}`;
    return { outcome: 'refused', fields: [{ field: 'event', message }] };
  }
  const fields = fieldsRefused(about, events[event]!);
  if (fields.length > 0) return { outcome: 'refused', fields };
  const detail = Object.keys(about).length > 0 ? { detail: about } : {};
  const sent = await provider.ClientCredentials.find(accessToken);
  if (sent !== undefined) {
    // Of another system that calls this application: it is who does it, and no person is.
    // By its own token an application says what it does itself, where nobody of the portal is.
    const isItsOwn = sent.clientId === application;
    const isForIt = isItsOwn || sent.scope?.split(' ').some((scope) => applicationOfScope(scope) === application);
    if (!isForIt) return { outcome: 'not signed on' };
    await audit.record({ event: `${application}/${event}`, detail: { ...about, by: sent.clientId! } });
    return { outcome: 'recorded' };
  }
  const token = await provider.AccessToken.find(accessToken);
  const session =
    token?.clientId === application && token.sessionUid !== undefined
      ? await openIdSessions.livePortalSessionOf(token.sessionUid)
      : undefined;
  if (session === undefined) return { outcome: 'not signed on' };
  const { accountId: account, workstation } = session;
  await audit.record({ event: `${application}/${event}`, account, workstation, ...detail });
  return { outcome: 'recorded' };
}

const { minimum, maximum } = limits.applicationEntries.idCharacters;
const id = new RegExp(`^[A-Za-z0-9_-]{${minimum},${maximum}}$`);
const date = /^\d{4}-\d\d-\d\d$/;

/** Names, dates and sentences do not get in, whatever an application does wrong. */
function fieldsRefused(about: Readonly<Record<string, string>>, kinds: readonly string[]): FieldProblem[] {
  const missing = kinds.filter((kind) => !Object.hasOwn(about, kind));
  return [
    ...missing.map((kind) => ({ field: `about.${kind}`, message: 'is missing' })),
    ...Object.entries(about).flatMap(([kind, value]) => {
      const field = `about.${kind}`;
      if (!kinds.includes(kind)) return [{ field, message: 'does not belong to this event; leave it out' }];
      if (id.test(value) && !date.test(value)) return [];
      const message = `must be an id that the application made: ${minimum} to ${maximum} letters, digits, hyphens or underscores`;
      return [{ field, message }];
    }),
  ];
}
