import {
  type Acceptance,
  type Credentials,
  identityApi,
  type Preferences,
  type Session,
} from '../../shared/identity/api/identity.ts';
import type { Language } from '../../shared/contract/languages.ts';
import type { EndReason } from '../../shared/identity/api/session.ts';
import { ApiError } from '../platform/api/api-error.ts';
import { call, requireCookies } from '../platform/api/client.ts';
import { queryClient } from '../platform/api/queries.ts';
import { followSession } from '../platform/session/session-clock.ts';

export { sessionIsOver } from '../platform/session/session-clock.ts';

// What the portal asks its server about the session, and how it follows one. The page to sign in on draws without it; it
// comes beside that with the HTTP client and the schemas.

export const deployment = () => call(identityApi.deployment);

/** @returns undefined where nobody is signed in */
export async function whoIsHere(): Promise<Session | undefined> {
  return call(identityApi.session).catch((error: ApiError) => {
    if (error.type !== 'sign-in-required') throw error;
    return undefined;
  });
}

export async function signIn(credentials: Credentials): Promise<Session> {
  const session = await call(identityApi.signIn, { request: credentials });
  await requireCookies(call(identityApi.session), () => true);
  return session;
}

export const accept = (acceptance: Acceptance) => call(identityApi.acceptAgreement, { request: acceptance });

export const prefer = (preferences: Preferences) => call(identityApi.changePreferences, { request: preferences });

export const chooseLanguage = (language: Language) => call(identityApi.chooseLanguage, { request: { language } });

export async function signOut(): Promise<void> {
  try {
    await call(identityApi.signOut);
  } catch (error) {
    // Somebody or something ended it before: just as well.
    if (!(error instanceof ApiError && error.type === 'sign-in-required')) throw error;
  }
}

/** @param onEnd when nothing of it shows any more */
export function follow(onEnd: (reason: EndReason | undefined) => void): void {
  followSession((reason) => {
    queryClient.clear();
    onEnd(reason);
  });
}
