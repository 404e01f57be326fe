import { useContext } from 'react';
import type { ApiError } from '../api/api-error.ts';
import { TimeZone } from './clinic-time.ts';
import { useTranslation } from './wording.tsx';

/** What to tell a person about a call that did not succeed, in the language of the page. */
export function useProblemText(): (error: ApiError) => string {
  const translation = useTranslation();
  const timeZone = useContext(TimeZone);
  return (error) => (translation ? error.inTranslation({ ...translation, timeZone }) : error.message);
}
