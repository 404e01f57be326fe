import { answerKey, type ChosenAnswer } from '../../../shared/identity/security-questions.ts';
import type { SecurityQuestion } from '../accounts/account.ts';
import type { IdentityContext } from '../context.ts';

export { answerKey };

/** What an account keeps of its answers [Q2]: nothing but hashes, made like a password's. */
export function hashAnswers(
  answers: readonly ChosenAnswer[],
  { hashing }: Pick<IdentityContext, 'hashing'>,
): Promise<SecurityQuestion[]> {
  return Promise.all(
    answers.map(async ({ question, answer }) => ({ question, answerHash: await hashing.hash(answerKey(answer)) })),
  );
}
