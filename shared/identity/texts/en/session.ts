import { duration } from '../../../contract/time.ts';
import type { EndReason } from '../../api/session.ts';

const minutes = (milliseconds: number) => duration(Math.round(milliseconds / 60_000), 'minute', 'en');
const seconds = (count: number) => duration(count, 'second', 'en');

/** What screens say about how long a session lasts. */
export const session = {
  /** On the sign-in page, before it starts (WCAG 2.2.6). */
  limits: (idle: number, warning: number, absolute: number) =>
    `After ${minutes(idle)} without activity, you are signed out everywhere. We will warn you ${
      warning < 60_000 ? seconds(warning / 1000) : minutes(warning)
    } before. A session lasts ${duration(absolute / 3_600_000, 'hour', 'en')} at most.`,
  warning: {
    title: 'Are you still there?',
    text: 'You will be signed out of the Enterprise Portal and every application.',
    kept: 'What you typed is kept for you.',
    stay: 'Stay signed in',
    lastTitle: 'Your session is about to end',
    lastText: 'A session cannot last longer. Finish what you are doing, and sign in again.',
    understood: 'OK',
    left: 'Time left',
    /** For screen readers, now and then. */
    spoken: (milliseconds: number) => {
      const left = Math.max(0, Math.ceil(milliseconds / 1000));
      return left < 60 || left % 60 !== 0 ? `${seconds(left)} left` : `${minutes(left * 1000)} left`;
    },
  },
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
  draftRestored: 'What you typed before is back.',
  unreachable: {
    title: 'The server cannot be reached',
    text: 'What you typed is still here. This page will continue as soon as the server answers.',
  },
} as const;
