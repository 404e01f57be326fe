import { create } from 'zustand';
import type { Acceptance, Credentials, LauncherStyle, Session } from '../../shared/api/identity.ts';
import { ApiError, call } from '../api/client.ts';
import { kiosk } from './kiosk.ts';

/** Who is signed in at this portal, as the server last said. */
interface SessionState {
  readonly status: 'loading' | 'signed-out' | 'signed-in' | 'unreachable';
  readonly session: Session | undefined;
  readonly load: () => Promise<void>;
  readonly signIn: (credentials: Credentials) => Promise<Session>;
  readonly accept: (acceptance: Acceptance) => Promise<void>;
  readonly chooseLauncher: (launcher: LauncherStyle) => Promise<void>;
  readonly signOut: () => Promise<void>;
}

export const useSession = create<SessionState>((set) => {
  const signedIn = (session: Session) => {
    set({ status: 'signed-in', session });
    // The shell shows on every bar who is signed in.
    void kiosk?.sessionChanged(session.account.username);
    return session;
  };
  const signedOut = async () => {
    // The shell closes the windows of whoever left and clears what they leave behind, before anyone can sign in.
    await kiosk?.sessionChanged(null);
    set({ status: 'signed-out', session: undefined });
  };
  return {
    status: 'loading',
    session: undefined,
    load: async () => {
      try {
        signedIn(await call<Session>('GET', '/api/session'));
      } catch (error) {
        if (error instanceof ApiError && error.type === 'sign-in-required') await signedOut();
        else set({ status: 'unreachable' });
      }
    },
    signIn: async (credentials) => signedIn(await call<Session>('POST', '/api/sign-in', credentials)),
    accept: async (acceptance) => {
      signedIn(await call<Session>('POST', '/api/agreement/acceptance', acceptance));
    },
    chooseLauncher: async (launcher) => {
      signedIn(await call<Session>('PUT', '/api/preferences', { launcher }));
    },
    signOut: async () => {
      try {
        await call('POST', '/api/sign-out');
      } catch (error) {
        // Somebody or something ended it before: just as well.
        if (!(error instanceof ApiError && error.type === 'sign-in-required')) throw error;
      }
      await signedOut();
    },
  };
});
