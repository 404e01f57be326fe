import { expect, test } from 'vitest';
import {
  answerKey,
  answerProblems as problemsOf,
  type ChosenAnswer,
  securityQuestions,
} from '../../../shared/identity/security-questions.ts';
import { commonAnswers, commonAnswersTo } from '../../../shared/identity/common-answers.ts';
import { questions as questionTexts } from '../../../shared/identity/texts/en/questions.ts';

const { problems } = questionTexts;

/** In English; each has a code, by which a page words it in another language. */
const answerProblems = (answers: readonly ChosenAnswer[], username: string) =>
  problemsOf(answers, username).map(({ field, message, code }) => {
    expect(Object.keys(problems)).toContain(code);
    return { field, message };
  });

const good = [
  { question: 'family-word', answer: 'Flumpish' },
  { question: 'lost-in', answer: 'Marfa, behind the depot' },
  { question: 'lucky-charm', answer: 'a blue marble' },
] as const;

/** What is wrong when one of three good answers is another. */
const withAnswer = (change: { question?: string; answer?: string }, at = 0) =>
  answerProblems(
    good.map((choice, index) => (index === at ? { ...choice, ...change } : choice)),
    'maria.garcia',
  );
const first = (message: string) => [{ field: 'answers.0.answer', message }];

test('[Q2] three different questions with three answers of one’s own are accepted', () => {
  expect(answerProblems(good, 'maria.garcia')).toEqual([]);
});

test('[Q2] the second of two questions that are the same is refused', () => {
  expect(withAnswer({ question: 'family-word' }, 2)).toEqual([
    { field: 'answers.2.question', message: problems.questionAlike },
  ]);
});

test.each(['', 'favorite-color', 'toString', '__proto__'])('[Q2] there is no question %j', (question) => {
  expect(withAnswer({ question }, 1)).toEqual([{ field: 'answers.1.question', message: problems.questionMissing }]);
});

test.each(['Flumpish', ' FLUMPISH ', 'flum-pish!', 'Ｆｌｕｍｐｉｓｈ'])(
  '[Q2] %j is alike to an answer given above',
  (answer) => {
    expect(withAnswer({ answer }, 1)).toEqual([{ field: 'answers.1.answer', message: problems.answerAlike }]);
  },
);

test.each([
  ['learned-to-swim', 'we swim upstate'],
  ['breakdown-place', 'in my vehicle'],
  ['breakdown-place', 'the redvehicles lot'],
  ['lost-in', 'Which place'],
])('[Q2] to %s, an answer with words of the question is refused: %s', (question, answer) => {
  expect(withAnswer({ question, answer }, question === 'lost-in' ? 1 : 0)).toContainEqual({
    field: question === 'lost-in' ? 'answers.1.answer' : 'answers.0.answer',
    message: problems.answerRepeatsQuestion,
  });
});

test.each([
  ['stuffed-companion', 'Rabbit of the yard', undefined],
  ['stuffed-companion', 'a toy rabbit', undefined],
  ['lucky-charm', 'pluckers', undefined],
  ['lucky-charm', 'upbringing', problems.answerRepeatsQuestion],
  ['breakdown-place', 've hicle', problems.answerRepeatsQuestion],
])('[Q2] to %s, only a telling word of the question repeats it: %s', (question, answer, message) => {
  const found = problemsOf([{ question, answer }], 'maria.garcia');
  expect(found.map((problem) => problem.message)).toEqual(message === undefined ? [] : [message]);
});

test.each(['maria.garcia', 'Maria Garcia', 'I am MARIA-GARCIA 7'])(
  '[Q2] an answer that contains the username is refused: %s',
  (answer) => {
    expect(withAnswer({ answer })).toEqual(first(problems.answerHasUsername));
  },
);

test('[Q2] a username of three letters is one that answers may not contain; a shorter one would forbid too much', () => {
  const answersOf = (username: string) => answerProblems([{ question: 'lost-in', answer: 'Bexley' }], username);
  expect(answersOf('bex')).toEqual(first(problems.answerHasUsername));
  expect(answersOf('be')).toEqual([]);
});

test.each([
  ['', problems.answerMissing],
  ['  \t ', problems.answerMissing],
  ['ab', problems.answerShort(3)],
  ['a . - b', undefined],
  ['a....', problems.answerShort(3)],
  ['🎉🎉🎉🎉', problems.answerShort(3)],
  ['x'.repeat(32) + 'y'.repeat(32), undefined],
  [`  ${'x'.repeat(32)}${'y'.repeat(32)} `, undefined],
  ['x'.repeat(32) + 'y'.repeat(33), problems.answerLong(64)],
])('[Q2] an answer has three to sixty-four characters: %j', (answer, message) => {
  expect(withAnswer({ answer })).toEqual(message === undefined ? [] : first(message));
});

test.each(['password', 'Texas', '123', 'N/A', 'none', "I don't know", 'aaaa', 'a a a', 'y’all'])(
  '[Q2] an answer that many people give is refused: %s',
  (answer) => {
    expect(withAnswer({ answer })[0]?.field).toBe('answers.0.answer');
  },
);

test('[Q2] what is common to one question may answer another', () => {
  expect(withAnswer({ question: 'hiding-place', answer: 'In the closet' })).toEqual(first(problems.answerCommon));
  expect(withAnswer({ question: 'borrowed-thing', answer: 'In the closet' })).toEqual([]);
});

test('[Q2] the lists of common answers are written as answers are compared, for questions that exist', () => {
  for (const answer of [...commonAnswers, ...Object.values(commonAnswersTo).flat()]) {
    expect(answerKey(answer)).toBe(answer);
  }
  expect(Object.keys(commonAnswersTo).toSorted()).toEqual(Object.keys(securityQuestions).toSorted());
});

test('[Q1] there are twenty questions or more, all different, none for a favorite', () => {
  const texts = Object.values(securityQuestions);
  expect(texts.length).toBeGreaterThanOrEqual(20);
  expect(new Set(texts).size).toBe(texts.length);
  for (const text of texts) expect(text).not.toMatch(/favou?rite|maiden|born|birth|pet\b|zip|street you/i);
});

test.each([
  ['  St. Mary’s   School ', 'st marys school'],
  ['ＦＵＬＬ width', 'full width'],
  ['Coca-Cola', 'cocacola'],
  ['tab\tand\u00a0space', 'tab and space'],
  ['zero\u200bwidth', 'zerowidth'],
])('[Q2] %j is compared as %j', (answer, key) => {
  expect(answerKey(answer)).toBe(key);
  expect(answerKey(key)).toBe(key);
});
