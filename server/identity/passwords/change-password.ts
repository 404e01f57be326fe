import { timeInWords } from '../../../shared/contract/time.ts';
import { type PasswordRule, passwordProfiles, passwordRules } from '../../../shared/identity/password-policy.ts';
import { sourceLanguage } from '../../../shared/contract/languages.ts';
import { mails } from '../../../shared/identity/texts/mails.ts';
import type { Mail } from '../../mail/message.ts';
import type { Account } from '../accounts/account.ts';
import { isCommonPassword } from '../accounts/common-passwords.ts';
import type { IdentityContext } from '../context.ts';
import { endAllSessions, type EndSessionDeps } from '../sessions/end-session.ts';

export type ChangeReason = 'chosen' | 'expired' | 'reset' | 'compromised';

export interface PasswordChange {
  readonly accountId: string;
  readonly password: string;
  readonly reason: ChangeReason;
  readonly workstation: string;
  /** The session in which it is changed, which may go on; all others end. */
  readonly keepSession?: string;
  /** The password that the person proved to know; the change counts only while it is still the account's. */
  readonly proved?: Account['password'];
  /** Further fields that must hold and change with the password, in the same write. */
  readonly also?: { readonly expected: Partial<Account>; readonly change: Partial<Account> };
}

export type ChangePasswordDeps = EndSessionDeps &
  Pick<IdentityContext, 'accounts' | 'audit' | 'deployment' | 'hashing' | 'mail' | 'passwordProfile' | 'timeZone'>;

/** `changed`, the rules that the password breaks, or that somebody else changed the account at the same moment. */
export type ChangeOutcome = 'changed' | 'overtaken' | { readonly broken: readonly PasswordRule[] };

/**
 * The one way in which a password becomes another [P6, P8, A3, E1]: the rules, the write, the end of every other session,
 * the mail to the owner, the audit trail.
 */
export async function changePassword(change: PasswordChange, context: ChangePasswordDeps): Promise<ChangeOutcome> {
  const account = await context.accounts.get(change.accountId);
  if (account === undefined) return 'overtaken';
  const broken = await brokenRules(account, change.password, context);
  if (broken.length > 0) {
    const rules = broken.map(({ id }) => id).join(' ');
    await context.audit.record({
      event: 'password.refused',
      account: account.id,
      workstation: change.workstation,
      detail: { rules },
    });
    return { broken };
  }

  const { history } = passwordProfiles[context.passwordProfile];
  const written = await context.accounts.replaceIf(
    account.id,
    { password: change.proved ?? account.password, ...change.also?.expected },
    {
      ...change.also?.change,
      password: { hash: await context.hashing.hash(change.password), changedAt: context.clock.now() },
      formerPasswords: formerOf(account).slice(0, history),
      // Whoever has a password of their own now needs no code any more, nor does anybody else who may have it.
      reset: null,
    },
  );
  if (!written) return 'overtaken';
  await context.audit.record({
    event: 'password.changed',
    account: account.id,
    workstation: change.workstation,
    detail: { reason: change.reason },
  });
  await endAllSessions(account.id, 'password changed', context, change.keepSession);
  await context.mail.queue(changedMail(account, context));
  return 'changed';
}

/** A wrapped foreign hash cannot be compared directly and is left out: it is nobody's password here any more. */
function formerOf({ password, formerPasswords }: Account): string[] {
  return [...(password.foreign ? [] : [password.hash]), ...formerPasswords];
}

async function brokenRules(
  account: Account,
  password: string,
  context: Pick<IdentityContext, 'hashing' | 'passwordProfile'>,
): Promise<PasswordRule[]> {
  const profile = passwordProfiles[context.passwordProfile];
  const rules = passwordRules(profile, account.username);
  const broken = rules.filter(({ holds }) => holds && !holds(password));
  // What only the server can tell costs a hash for each former password, so it comes last.
  if (broken.length > 0) return broken;
  if (await isCommonPassword(password)) return rules.filter(({ id }) => id === 'common');
  for (const hash of formerOf(account).slice(0, profile.history)) {
    if (await context.hashing.verify(hash, password)) return rules.filter(({ id }) => id === 'history');
  }
  return [];
}

function changedMail(
  { name, email, language = sourceLanguage }: Account,
  { clock, timeZone, deployment: { support } }: Pick<IdentityContext, 'clock' | 'deployment' | 'timeZone'>,
): Mail {
  const { subject, text } = mails[language].passwordChanged;
  return { to: email, language, subject, text: text(name, timeInWords(clock.now(), timeZone, { language }), support) };
}
