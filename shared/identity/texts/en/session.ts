import { duration } from '../../../contract/time.ts';
import { sessionEnd } from './session-end.ts';

const minutes = (milliseconds: number) => duration(Math.round(milliseconds / 60_000), 'minute', 'en');
const seconds = (count: number) => duration(count, 'second', 'en');

/** What screens say about how long a session lasts. */
export const session = {
  ...sessionEnd,
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
  draftRestored: 'What you typed before is back.',
  unreachable: {
    title: 'The server cannot be reached',
    text: 'What you typed is still here. This page will continue as soon as the server answers.',
  },
} as const;
