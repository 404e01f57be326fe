import { timeInWords } from '../../../shared/contract/time.ts';
import { passwordProfiles } from '../../../shared/identity/password-policy.ts';
import { answerProblems, type ChosenAnswer } from '../../../shared/identity/security-questions.ts';
import { sourceLanguage } from '../../../shared/contract/languages.ts';
import { mails } from '../../../shared/identity/texts/mails.ts';
import type { Mail } from '../../mail/message.ts';
import { Problem } from '../../http/problem.ts';
import type { Account } from '../accounts/account.ts';
import { HashingBusyError } from '../accounts/password-hashing.ts';
import type { IdentityContext } from '../context.ts';
import { type ProvePasswordDeps, provePresentPassword } from '../passwords/prove-password.ts';
import { hashAnswers } from './answers.ts';

export type ChangeQuestionsDeps = ProvePasswordDeps & Pick<IdentityContext, 'accounts' | 'audit' | 'mail'>;

export interface QuestionsChange {
  readonly account: Account;
  readonly workstation: string;
  /** The present password, as given with the change. */
  readonly password: string;
  readonly answers: readonly ChosenAnswer[];
}

/** Whether this deployment uses security questions at all [Q3]. */
export function usesQuestions({ passwordProfile }: Pick<IdentityContext, 'passwordProfile'>): boolean {
  return passwordProfiles[passwordProfile].securityQuestions;
}

/**
 * Replaces an account's security questions [Q1, Q2]: the rules, the present password, the write, the audit trail, the mail
 * to the owner. Changed questions are a way to take over an account, so a session alone does not suffice.
 * @throws Problem where a rule is broken or the password is not right
 */
export async function changeQuestions(change: QuestionsChange, context: ChangeQuestionsDeps): Promise<void> {
  const { account, workstation, password, answers } = change;
  const fields = answerProblems(answers, account.username);
  if (fields.length > 0) throw new Problem('questions-refused', { fields });
  // Counts failures together with those of signing in.
  await provePresentPassword(account, password, workstation, context);

  const securityQuestions = await hashAnswers(answers, context).catch((error: unknown) => {
    throw error instanceof HashingBusyError ? new Problem('busy') : error;
  });
  // Only while the proved password is still the account's: somebody may have reset it meanwhile.
  const written = await context.accounts.replaceIf(account.id, { password: account.password }, { securityQuestions });
  if (!written) throw new Problem('account-changed');
  await context.audit.record({ event: 'questions.changed', account: account.id, workstation });
  await context.mail.queue(changedMail(account, context));
}

function changedMail(
  { name, email, language = sourceLanguage }: Account,
  { clock, timeZone, deployment: { support } }: Pick<IdentityContext, 'clock' | 'deployment' | 'timeZone'>,
): Mail {
  const { subject, text } = mails[language].questionsChanged;
  return { to: email, language, subject, text: text(name, timeInWords(clock.now(), timeZone, { language }), support) };
}
