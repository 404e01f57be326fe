import { commonAnswers, commonAnswersTo } from './common-answers.ts';
import { limits } from '../contract/limits.ts';
import type { FieldProblem } from '../contract/problems.ts';
import { securityQuestions as inEnglish } from './texts/en/security-questions.ts';
import { questions as questionTexts } from './texts/en/questions.ts';
import type { Texts } from './texts/texts.ts';
import { withoutFormatCharacters } from '../contract/typed-text.ts';

/** The questions by their ids, which come from outside too. */
export const securityQuestions: Readonly<Record<string, string>> = inEnglish;

export interface ChosenAnswer {
  readonly question: string;
  readonly answer: string;
}

/**
 * The form in which answers are compared and hashed [Q2]: compatibility forms, case, surrounding and repeated spaces and
 * punctuation make no difference.
 */
export function answerKey(answer: string): string {
  return withoutFormatCharacters(answer)
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[\p{P}\p{S}]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Words that say nothing about a question's subject; an answer may use them. */
const plainWords: ReadonlySet<string> = new Set(
  (
    'a an and any anyone are at as away back be because been by call called child children could did does each else ever ' +
    'everybody everyone fall find found first for from game get given had has have hero in is it its last least left led ' +
    'lend long longest made make more morning most name never nobody not of off on once one or other out part people ' +
    'person place ones played received said same say so someone stood than that the thing things time title to under ' +
    'until up use used usually was water were what when where which who whose will with without work you your'
  ).split(' '),
);

const wordsOf = (text: string): string[] => answerKey(text).split(' ').filter(Boolean);

/** Whether an answer repeats a telling word of its question, or is made of the question's words alone. */
function repeatsQuestion(question: string, answer: string): boolean {
  const asked = wordsOf(question);
  const telling = asked.filter((word) => word.length >= 4 && !plainWords.has(word));
  const given = wordsOf(answer);
  const written = given.join('');
  return (
    given.every((word) => asked.includes(word)) ||
    // Long words inside others too: "mybicycle" repeats "bicycle". Short ones only alone: "ring" is not in "bringer".
    telling.some((word) => given.includes(word) || (word.length >= 5 && written.includes(word)))
  );
}

function containsUsername(answer: string, username: string): boolean {
  const squeezed = (text: string) => answerKey(text).replaceAll(' ', '');
  const name = squeezed(username);
  return name.length >= 3 && squeezed(answer).includes(name);
}

/** Ids come from outside, and every object has a `toString`. */
function lookUp<Value>(table: Readonly<Record<string, Value>>, id: string): Value | undefined {
  return Object.hasOwn(table, id) ? table[id] : undefined;
}

function isCommon(question: string, key: string): boolean {
  const oneCharacterOnly = /^(.)\1*$/u.test(key.replaceAll(' ', ''));
  return oneCharacterOnly || commonAnswers.has(key) || (lookUp(commonAnswersTo, question)?.includes(key) ?? false);
}

/** What can be wrong with a question or its answer; the catalogues word each. */
export type AnswerProblem = Exclude<keyof typeof questionTexts.problems, 'passwordMissing' | 'passwordWrong'>;

/** @param texts of the catalogue in whose language it is to be said */
export function answerProblemInWords(code: AnswerProblem, { problems }: Texts['questions']): string {
  const { minimum, maximum } = limits.questions.answerCharacters;
  if (code === 'answerShort') return problems.answerShort(minimum);
  if (code === 'answerLong') return problems.answerLong(maximum);
  return problems[code];
}

function answerProblem(
  { question, answer }: ChosenAnswer,
  others: readonly string[],
  username: string,
): AnswerProblem | undefined {
  const { minimum, maximum } = limits.questions.answerCharacters;
  const key = answerKey(answer);
  const text = lookUp(securityQuestions, question);
  if (answer.trim() === '') return 'answerMissing';
  // Counted as compared, so that dots and spaces do not make up for what is missing.
  if (Array.from(key).length < minimum) return 'answerShort';
  if (Array.from(answer.normalize('NFKC').trim()).length > maximum) return 'answerLong';
  if (containsUsername(answer, username)) return 'answerHasUsername';
  if (text !== undefined && repeatsQuestion(text, answer)) return 'answerRepeatsQuestion';
  if (isCommon(question, key)) return 'answerCommon';
  if (others.includes(key)) return 'answerAlike';
  return undefined;
}

/**
 * What is wrong with a choice of questions and answers [Q2]; nothing where it can be kept. The page and the server ask
 * here alike.
 * @returns at most one problem for each field, named `answers.0.question` or `answers.0.answer`
 */
export function answerProblems(answers: readonly ChosenAnswer[], username: string): FieldProblem[] {
  return answers.flatMap(({ question, answer }, index) => {
    const before = answers.slice(0, index);
    const questionProblem =
      lookUp(securityQuestions, question) === undefined
        ? 'questionMissing'
        : before.some((other) => other.question === question)
          ? 'questionAlike'
          : undefined;
    const keysBefore = before.map((other) => answerKey(other.answer));
    const found = answerProblem({ question, answer }, keysBefore, username);
    return [...problemOf(`answers.${index}.question`, questionProblem), ...problemOf(`answers.${index}.answer`, found)];
  });
}

function problemOf(field: string, code: AnswerProblem | undefined): FieldProblem[] {
  return code === undefined ? [] : [{ field, code, message: answerProblemInWords(code, questionTexts) }];
}
