import type { TimeLeft } from './countdown.ts';

/** That the person at this window has answered the warning. */
export interface Answer {
  readonly at: number;
  readonly endsAt: number;
}

interface Moment {
  readonly now: number;
  readonly left: TimeLeft;
  /** Whether the warning stands on the screen. */
  readonly shown: boolean;
  /** When the person at this window last did something. */
  readonly lastInputAt: number | undefined;
  readonly answer: Answer | undefined;
}

/** A pointer that moves towards the button finds it there; a click must not land on what is below. */
const staysForPointer = 2000;
/** When the server has not put off the end by then, the answer has not arrived. */
const answerTakes = 5000;

/** Whether the warning stands on the screen of this window [T2]. */
export function showsWarning({ now, left, shown, lastInputAt, answer }: Moment): boolean {
  if (!left.warns) {
    // Put off: at once when from another window, else when the hand has come to rest.
    return shown && answer === undefined && lastInputAt !== undefined && now - lastInputAt < staysForPointer;
  }
  if (answer === undefined) return true;
  // Nothing puts off the absolute end, and it was read.
  if (left.endsBy === 'absolute end') return answer.endsAt !== left.endsAt;
  return now - answer.at >= answerTakes;
}
