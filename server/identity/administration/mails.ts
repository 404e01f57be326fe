import { timeInWords } from '../../../shared/contract/time.ts';
import type { Mail } from '../../mail/message.ts';
import type { Account } from '../accounts/account.ts';
import type { AdministrationDeps } from './deps.ts';

/** What owners are told when somebody looks after their account. */

type Deps = Pick<AdministrationDeps, 'deployment' | 'timeZone'>;

/** To both addresses: whoever did not ask for it learns of it. */
export function emailChangedMails({ name, email }: Account, before: string, deps: Pick<Deps, 'deployment'>): Mail[] {
  const text = `${name},

the email address of your Enterprise Portal account was changed by an administrator. Codes and notices go to the new address from now on.

If you do not know of this, contact ${contact(deps)}`;
  return [before, email].map((to) => ({
    to,
    subject: 'The email address of your Enterprise Portal account was changed',
    text,
  }));
}

/** @param kept what is kept of the code */
export function resetMail(
  { id, name, email, username }: Account,
  code: string,
  kept: { readonly digest: string; readonly expiresAt: number },
  deps: Deps,
): Mail {
  const { digest, expiresAt: usefulUntil } = kept;
  return {
    usefulUntil,
    code: { opens: 'account', id, digest },
    to: email,
    subject: 'Your one-time code to sign in to the Enterprise Portal',
    text: `${name},

your Enterprise Portal account was reset. Sign in with

username: ${username}
password: ${code}

The code takes the place of your password once, until ${timeInWords(usefulUntil, deps.timeZone)}. You choose a new password then, before anything else. A code that you were given before no longer works.

If you did not ask for this, contact ${contact(deps)}

Nobody will ever ask you for this code.`,
  };
}

/**
 * @param code is read to whoever helps, on the telephone
 * @param kept what is kept of it
 */
export function verificationMail(
  { id, name, email }: Account,
  code: string,
  kept: { readonly digest: string; readonly expiresAt: number },
  deps: Deps,
): Mail {
  const half = code.length / 2;
  const { digest, expiresAt: usefulUntil } = kept;
  return {
    usefulUntil,
    code: { opens: 'verification', id, digest },
    to: email,
    subject: 'Your verification code for help with the Enterprise Portal',
    text: `${name},

somebody who helps with the Enterprise Portal is asked to reset your account. If it was you who asked, read them this code:

${code.slice(0, half)} ${code.slice(half)}

It shows that it is you, once and until ${timeInWords(usefulUntil, deps.timeZone)}, and opens nothing by itself.

If you are not speaking with anybody about your account now, keep the code to yourself and contact ${contact(deps)}`,
  };
}

function contact({ deployment: { support } }: Pick<Deps, 'deployment'>): string {
  return `${support.name}: ${support.email} or ${support.phone}.`;
}
