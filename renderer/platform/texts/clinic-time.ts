import { createContext, useContext } from 'react';
import { defaultTimeZone, timeInWords } from '../../../shared/contract/time.ts';

/** The deployment's, as the server says; where the browser stands does not matter. */
export const TimeZone = createContext(defaultTimeZone);

/** How a moment, in milliseconds since 1970, is written. */
export function useShownTime(): (time: number) => string {
  const timeZone = useContext(TimeZone);
  return (time) => timeInWords(time, timeZone, { dateStyle: 'medium' });
}
