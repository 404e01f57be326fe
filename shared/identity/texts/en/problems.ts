import { type Contact, problems as contract, type ProblemType } from '../../../contract/problems.ts';
import { pageProblems } from './page-problems.ts';

const toCall = ({ name, email, phone }: Contact) => `${name}: ${email} or ${phone}`;

const titles = Object.fromEntries(Object.entries(contract).map(([type, { title }]) => [type, title]));

/** What went wrong, and what to do about it. Servers say it in this language, pages in the person's. */
export const problems = {
  titles: titles as Readonly<Record<ProblemType, string>>,
  /** What is wrong with a field, whatever the field is; it goes on after the field's name. */
  fields: {
    missing: 'is missing',
    empty: 'is empty',
    'not-known': 'is not known here; leave it out',
    'too-short': (least: number) => `needs ${least} characters or more`,
    'too-long': (most: number) => `is too long: at most ${most} characters`,
    'not-listed': (choices: string) => `must be one of ${choices}`,
    'too-few': (least: number) => (least === 1 ? 'needs at least one entry' : `needs ${least} entries or more`),
    'too-many': (most: number) => `has too many entries: at most ${most}`,
    'too-small': (least: number) => `must be ${least} or more`,
    'too-great': (most: number) => `must be ${most} or less`,
    'no-date': 'must be a date of the calendar, such as 2026-01-31',
    'wrong-form': 'is not in the form that is asked for',
    'wrong-type': (type: string) => `must be of type ${type}`,
    unusable: 'cannot be used',
  },
  ...pageProblems,
  noCookies: (host: string) =>
    `The portal uses a cookie to keep you signed in, and this browser does not keep it. Allow cookies for ${host} in the browser’s settings, or leave private browsing if it blocks them. Then try again. If you cannot change that, contact your IT department.`,
  details: {
    signInRefused: (support: Contact) => `Check both and try again. If you cannot sign in, contact ${toCall(support)}.`,
    /** @param until undefined where it does not open by itself */
    signInLocked: (until: string | undefined, support: Contact) =>
      `Signing in with this username is locked ${until === undefined ? 'until the password is reset or support unlocks it' : `until ${until}`}. ${support.name} can unlock it: ${support.email} or ${support.phone}.`,
    triesUsedUp: (next: string, support: Contact) =>
      `All tries are used up. You can try again after ${next}. If you cannot wait, contact ${toCall(support)}.`,
    codeTriesUsedUp: (support: Contact) =>
      `All tries of this code are used up. Start again, or contact ${toCall(support)}.`,
    onceADay: (day: string, support: Contact) =>
      `Your password was reset today. You can reset it again on ${day}. If you cannot wait, contact ${toCall(support)}.`,
    answerWrong: (support: Contact) =>
      `That is incorrect. Check the username and the answer and try again. If you never set security questions, contact ${toCall(support)}.`,
    answersWrong: 'At least one answer is incorrect.',
    codeWrong: 'The code is incorrect. Compare it with the newest email. Earlier codes no longer work.',
  },
} as const;
