import { duration } from '../../../contract/time.ts';
import type { EndReason } from '../../api/session.ts';

const minutes = (milliseconds: number) => duration(Math.round(milliseconds / 60_000), 'minute', 'en');
const seconds = (count: number) => duration(count, 'second', 'en');

/** What the page to sign in on says about how long a session lasts. */
export const sessionEnd = {
  /** On the sign-in page, before it starts (WCAG 2.2.6). */
  limits: (idle: number, warning: number, absolute: number) =>
    `After ${minutes(idle)} without activity, you are signed out everywhere. We will warn you ${
      warning < 60_000 ? seconds(warning / 1000) : minutes(warning)
    } before. A session lasts ${duration(absolute / 3_600_000, 'hour', 'en')} at most.`,
  /** On the sign-in page, after it ended. */
  ended: {
    'signed out': 'You are signed out.',
    inactivity: 'You were signed out because of inactivity.',
    'absolute end': 'You were signed out because your session reached its time limit.',
    'another sign-in here': 'You were signed out because someone else signed in at this workstation.',
    'another sign-in elsewhere': 'You were signed out because your account signed in at another workstation.',
    'password changed': 'You were signed out because your password was changed.',
    'workstation locked': 'You were signed out because the workstation was locked.',
    'workstation switched': 'You were signed out because the workstation switched users.',
    support: 'You were signed out by ImmTrac2 Customer Support.',
    administrator: 'You were signed out by an administrator.',
  } satisfies Record<EndReason, string>,
  comeBack: 'Sign in again at this workstation to continue where you were.',
} as const;
