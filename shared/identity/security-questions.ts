import { commonAnswers, commonAnswersTo } from './common-answers.ts';
import { limits } from '../contract/limits.ts';
import type { FieldProblem } from '../contract/problems.ts';
import { questionTexts } from './texts/questions.ts';
import { withoutFormatCharacters } from '../contract/typed-text.ts';

/**
 * The questions that one chooses from [Q1], by stable ids: accounts keep the id, so a text may be improved but an id never
 * gets another meaning. None asks for a favorite, for what public records, résumés or social media tell, or for anything
 * that most people answer alike. Things that an answer would have to repeat are not named in the question.
 */
export const securityQuestions: Readonly<Record<string, string>> = {
  'family-word': 'Which made-up word does your family use that nobody else understands?',
  'relative-saying': 'Which sentence did one of your relatives repeat until everyone was tired of it?',
  'hiding-place': 'Where did you hide things from your family when you were a child?',
  'stuffed-companion': 'What did you call the toy that you could not fall asleep without?',
  'walk-companion': 'Who did you usually walk to school with (first and last name)?',
  'strict-teacher': 'What was the last name of the teacher whose grading you found least fair?',
  'abandoned-book': 'What is the title of a book that a class assigned and you never finished?',
  'bus-stop': 'At which corner did you wait to be picked up in the morning as a student?',
  'pocket-money-shop': 'In which store did you spend your pocket money?',
  'learned-to-swim': 'In which water did you learn to swim?',
  'first-prize': 'What did the first certificate that you ever received honor you for?',
  'childhood-story': 'What was the title or the hero of a story that you made up as a child?',
  'invented-game': 'What was a game called that you and other children invented?',
  'stage-role': 'Which part did you play the first time that you stood on a stage?',
  'practised-piece': 'Which piece of music have you practiced longest without ever mastering it?',
  'walked-out-film': 'During which movie did you fall asleep or walk out?',
  'lost-in': 'In which place did you once get thoroughly lost?',
  'breakdown-place': 'Where were you when a vehicle left you stranded?',
  'helpful-stranger': 'What was the name of a stranger who once helped you out of trouble?',
  'mistaken-for': 'Who have you been mistaken for (first and last name)?',
  'first-trainer': 'What did everybody call the person who showed you around on your first day at work?',
  'spoiled-dish': 'Which meal did you once ruin so badly that people still mention it?',
  'worthless-treasure': 'Which worthless thing have you kept for more than ten years?',
  'lucky-charm': 'What have you carried with you because it was supposed to bring luck?',
  'borrowed-thing': 'What did you lend to someone and never get back?',
  'unwelcome-present': 'What is the strangest gift that anyone has given you?',
};

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

function answerProblem({ question, answer }: ChosenAnswer, others: readonly string[], username: string) {
  const { minimum, maximum } = limits.questions.answerCharacters;
  const { problems } = questionTexts;
  const key = answerKey(answer);
  const text = lookUp(securityQuestions, question);
  if (answer.trim() === '') return problems.answerMissing;
  // Counted as compared, so that dots and spaces do not make up for what is missing.
  if (Array.from(key).length < minimum) return problems.answerShort(minimum);
  if (Array.from(answer.normalize('NFKC').trim()).length > maximum) return problems.answerLong(maximum);
  if (containsUsername(answer, username)) return problems.answerHasUsername;
  if (text !== undefined && repeatsQuestion(text, answer)) return problems.answerRepeatsQuestion;
  if (isCommon(question, key)) return problems.answerCommon;
  if (others.includes(key)) return problems.answerAlike;
  return undefined;
}

/**
 * What is wrong with a choice of questions and answers [Q2]; nothing where it can be kept. The page and the server ask
 * here alike.
 * @returns at most one problem for each field, named `answers.0.question` or `answers.0.answer`
 */
export function answerProblems(answers: readonly ChosenAnswer[], username: string): FieldProblem[] {
  const { problems } = questionTexts;
  return answers.flatMap(({ question, answer }, index) => {
    const before = answers.slice(0, index);
    const questionProblem =
      lookUp(securityQuestions, question) === undefined
        ? problems.questionMissing
        : before.some((other) => other.question === question)
          ? problems.questionAlike
          : undefined;
    const keysBefore = before.map((other) => answerKey(other.answer));
    const found = answerProblem({ question, answer }, keysBefore, username);
    return [
      ...(questionProblem === undefined ? [] : [{ field: `answers.${index}.question`, message: questionProblem }]),
      ...(found === undefined ? [] : [{ field: `answers.${index}.answer`, message: found }]),
    ];
  });
}
