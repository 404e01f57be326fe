import { duration } from '../../../shared/contract/time.ts';

/** `41 hours`, and in the last hour `35 minutes`: nobody watches the seconds of two days. */
export function timeLeft(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes > 60 ? duration(Math.floor(minutes / 60), 'hour', 'en') : duration(minutes, 'minute', 'en');
}
