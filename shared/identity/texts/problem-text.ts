import type { Language } from '../../contract/languages.ts';
import type { Contact, ProblemParameters, ProblemType } from '../../contract/problems.ts';
import { dateInWords, timeInWords, timeOfDay } from '../../contract/time.ts';
import type { Texts } from './texts.ts';

interface Said {
  readonly texts: Pick<Texts, 'problems' | 'administration'>;
  readonly language: Language;
  /** The deployment's. */
  readonly timeZone: string;
}

/**
 * What to do about a problem, where its title does not say it: the same rule for servers, which say it in English, and for
 * pages, which say it in the person's language.
 */
export function problemDetail(
  type: ProblemType,
  { until, day, contact, refusal }: ProblemParameters,
  { texts, language, timeZone }: Said,
): string | undefined {
  const { details } = texts.problems;
  const toCall = (words: (whom: Contact) => string) => contact && words(contact);
  const worded: Partial<Record<ProblemType, () => string | undefined>> = {
    'sign-in-refused': () => toCall(details.signInRefused),
    'sign-in-locked': () =>
      toCall((whom) =>
        details.signInLocked(until === undefined ? undefined : timeOfDay(until, timeZone, language), whom),
      ),
    'recovery-tries-used-up': () =>
      toCall((whom) =>
        until === undefined
          ? details.codeTriesUsedUp(whom)
          : details.triesUsedUp(timeInWords(until, timeZone, { language }), whom),
      ),
    'recovery-once-a-day': () =>
      day === undefined ? undefined : toCall((whom) => details.onceADay(dateInWords(day, language), whom)),
    // One answer is asked for together with whom to call; all of them stand for a code.
    'recovery-answer-wrong': () => toCall(details.answerWrong) ?? details.answersWrong,
    'recovery-code-wrong': () => details.codeWrong,
    'account-refused': () => {
      const refused: unknown = Object.entries(texts.administration.refused).find(([why]) => why === refusal)?.[1];
      if (typeof refused === 'string') return refused;
      return until === undefined
        ? undefined
        : texts.administration.refused['too many verifications'](timeOfDay(until, timeZone, language));
    },
  };
  return worded[type]?.();
}
