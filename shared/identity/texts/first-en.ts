import { frame } from './en/frame.ts';
import { sessionEnd } from './en/session-end.ts';
import { signIn } from './en/sign-in.ts';

/** What comes with every page: all that stands around one, and the page to sign in on, which is to come fast. */
export const firstEn = { frame, session: sessionEnd, signIn } as const;
