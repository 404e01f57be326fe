import { createContext, useContext } from 'react';
import { defaultTimeZone, timeInWords } from '../../../shared/contract/time.ts';
import { useLanguage } from './wording.tsx';

/** The deployment's, as the server says; where the browser stands does not matter. */
export const TimeZone = createContext(defaultTimeZone);

/** How a moment, in milliseconds since 1970, is written in the language of the page. */
export function useShownTime(): (time: number) => string {
  const timeZone = useContext(TimeZone);
  const language = useLanguage();
  return (time) => timeInWords(time, timeZone, { dateStyle: 'medium', language });
}
