import { create } from 'zustand';
import type { Language } from '../../shared/contract/languages.ts';
import type {
  Acceptance,
  Credentials,
  Density,
  Deployment,
  LauncherStyle,
  Preferences,
  Session,
} from '../../shared/identity/api/identity.ts';
import type { TourState } from '../../shared/identity/learning.ts';
import { deploymentInDocument } from '../../shared/identity/sign-in-address.ts';
import type { EndReason } from '../../shared/identity/api/session.ts';
import { answerUnknown, unreachable } from '../platform/api/api-error.ts';
import { showDensity } from '../platform/design/density.ts';
import { prepare, speak } from '../platform/texts/wording.tsx';
import { kiosk } from './kiosk.ts';
import { languageOfBrowser } from './language.ts';
import { listenToOtherTabs, tellOtherTabs } from './other-tabs.ts';

/** Where someone was when their session ended; in this page's memory only [T4]. */
interface LeftPlace {
  readonly username: string;
  readonly path: string;
}

/** Who is signed in at this portal, as the server last said. */
interface SessionState {
  readonly status: 'loading' | 'signed-out' | 'signed-in' | 'unreachable';
  readonly session: Session | undefined;
  /** What this server is; known as soon as it can be reached, and of nobody. */
  readonly deployment: Deployment | undefined;
  /** A password was proved at this page since it was loaded. */
  readonly proved: boolean;
  /** Why the last session at this page ended. */
  readonly ended: EndReason | undefined;
  readonly left: LeftPlace | undefined;
  readonly load: () => Promise<void>;
  readonly signIn: (credentials: Credentials) => Promise<Session>;
  readonly accept: (acceptance: Acceptance) => Promise<void>;
  readonly chooseLauncher: (launcher: LauncherStyle) => Promise<void>;
  readonly chooseDensity: (density: Density) => Promise<void>;
  /** To a step of the tour, or out of it. */
  readonly goTo: (tour: TourState) => Promise<void>;
  readonly chooseLanguage: (language: Language) => Promise<void>;
  readonly signOut: () => Promise<void>;
}

/** What the document says of the server where nobody was signed in when it was asked for; true as of then, so only once. */
let said = saidByDocument();

/** Where it cannot be fetched, no server can be reached. */
export const requests = () =>
  import('./session-requests.ts').catch(() => {
    throw unreachable();
  });

export const useSession = create<SessionState>((set, get) => {
  /** The shell closes the windows of whoever left and clears what they leave behind, before anyone can sign in. */
  let cleared: Promise<unknown> | undefined;
  /** Counts what was asked: an answer that something later has overtaken says nothing any more. */
  let asked = 0;

  const signedIn = (session: Session) => {
    asked++;
    const { left } = get();
    const isTheirs = left?.username === session.account.username;
    const { language, density } = session.account;
    showDensity(density);
    if (language) void speak(language);
    set({ status: 'signed-in', session, ended: undefined, ...(!isTheirs && { left: undefined }) });
    void follow();
    // The shell shows on every bar who is signed in.
    void kiosk?.sessionChanged(session.account.username);
    return session;
  };
  const follow = async () => {
    const { follow: followIts } = await requests();
    if (get().session !== undefined) followIts(ended);
  };
  /** What somebody did in their session may be answered when that is over here, and brings nobody back then. */
  const goesOn = (session: Session) => {
    if (get().session?.account.username === session.account.username) signedIn(session);
  };
  const prefer = async (preferences: Preferences) => {
    const { prefer: tell } = await requests();
    goesOn(await tell(preferences));
  };
  const signedOut = async () => {
    await (cleared = kiosk?.sessionChanged(null));
    set({ status: 'signed-out', session: undefined });
  };
  const ended = (reason: EndReason | undefined) => {
    const { session } = get();
    const comesBack = session?.pending === 'none' && reason !== 'signed out';
    const left = comesBack ? { username: session.account.username, path: here() } : undefined;
    // Nothing of the person stays, nor does their language.
    showDensity(undefined);
    void speak(languageOfBrowser());
    set({ status: 'signed-out', session: undefined, ended: reason, left });
    cleared = kiosk?.sessionChanged(null);
    void findSuccessor();
  };
  /** What ended here may have been replaced at another tab, or go on because of what was done there. */
  const findSuccessor = async () => {
    await cleared;
    const { whoIsHere } = await requests();
    const session = await whoIsHere().catch(() => undefined);
    if (session) await ready(session);
    if (session && get().status === 'signed-out') signedIn(session);
  };
  const load = async () => {
    const question = ++asked;
    try {
      const [deployment, session] = said ? [said, undefined] : await whatIsHere();
      said = undefined;
      if (session) await ready(session);
      if (question !== asked) return;
      set({ deployment });
      if (session) signedIn(session);
      else await signedOut();
    } catch {
      if (question === asked) set({ status: 'unreachable' });
    }
  };
  listenToOtherTabs(() => {
    const { status, session } = get();
    const atSignIn = status === 'signed-out' && location.pathname === '/sign-in';
    if (status === 'loading' || atSignIn || (session !== undefined && session.pending !== 'none')) void load();
  });

  return {
    // In a kiosk the shell clears up first.
    status: said && !kiosk ? 'signed-out' : 'loading',
    session: undefined,
    deployment: said,
    proved: false,
    ended: undefined,
    left: undefined,
    load,
    signIn: async (credentials) => {
      await cleared;
      const { signIn } = await requests();
      const session = await signIn(credentials);
      await ready(session);
      // Before anybody looks who is signed in.
      set({ proved: true });
      signedIn(session);
      tellOtherTabs();
      return session;
    },
    accept: async (acceptance) => {
      const { accept } = await requests();
      goesOn(await accept(acceptance));
      tellOtherTabs();
    },
    chooseLauncher: async (launcher) => {
      await prefer({ launcher });
    },
    chooseDensity: async (density) => {
      await prefer({ density });
    },
    goTo: async (tour) => {
      await prefer({ tour });
    },
    chooseLanguage: async (language) => {
      // What clears up after somebody would take the choice of the next person with it.
      await cleared;
      if (!(await prepare(language))) throw answerUnknown();
      const { chooseLanguage } = await requests();
      await chooseLanguage(language);
      await speak(language);
      const { session } = get();
      if (!session) return;
      set({ session: { ...session, account: { ...session.account, language } } });
      void kiosk?.sessionChanged(session.account.username);
    },
    signOut: async () => {
      const { signOut, sessionIsOver } = await requests();
      await signOut();
      sessionIsOver('signed out');
      await cleared;
    },
  };
});

function saidByDocument(): Deployment | undefined {
  const text = document.getElementById(deploymentInDocument)?.textContent;
  return text ? (JSON.parse(text) as Deployment) : undefined;
}

/** What this server is, and who is signed in. */
async function whatIsHere(): Promise<[Deployment, Session | undefined]> {
  const { deployment, whoIsHere } = await requests();
  return Promise.all([deployment(), whoIsHere()]);
}

/** Has the person's language at hand before anything is shown to them. */
async function ready({ account: { language } }: Session): Promise<void> {
  if (language) await prepare(language);
}

const here = () => location.pathname + location.search + location.hash;
