import { useContext } from 'react';
import { sourceLanguage } from '../../../shared/contract/languages.ts';
import { problemDetail } from '../../../shared/identity/texts/problem-text.ts';
import type { ApiError } from '../api/client.ts';
import { TimeZone } from './clinic-time.ts';
import { useLanguage, useTexts } from './wording.tsx';

/** What to tell a person about a call that did not succeed, in the language of the page. */
export function useProblemText(): (error: ApiError) => string {
  const texts = useTexts();
  const language = useLanguage();
  const timeZone = useContext(TimeZone);
  return ({ type, parameters, message }) => {
    if (type === 'unreachable') return texts.problems.unreachable;
    if (type === 'no-cookies') return texts.problems.noCookies(location.hostname);
    if (type === 'answer-unknown') return texts.problems.answerUnknown;
    const detail = problemDetail(type, parameters, { texts, language, timeZone });
    // What else a server has to say, it says in the source language.
    return detail ?? (language === sourceLanguage ? message : texts.problems.titles[type]);
  };
}
