import { sourceLanguage } from '../../../shared/contract/languages.ts';
import { timeInWords } from '../../../shared/contract/time.ts';
import { firstUseAddress } from '../../../shared/identity/sign-in-address.ts';
import { mails } from '../../../shared/identity/texts/mails.ts';
import type { Mail } from '../../mail/message.ts';
import type { Account } from '../accounts/account.ts';
import type { AdministrationDeps } from './deps.ts';

/** What owners are told when somebody looks after their account. */

type Deps = Pick<AdministrationDeps, 'deployment' | 'kiosk' | 'timeZone'>;

/** What is kept of a code that was made. */
interface KeptCode {
  readonly digest: string;
  readonly expiresAt: number;
}

/** To both addresses: whoever did not ask for it learns of it. */
export function emailChangedMails(
  { name, email, language = sourceLanguage }: Account,
  before: string,
  { deployment }: Pick<Deps, 'deployment'>,
): Mail[] {
  const { subject, text } = mails[language].emailChanged;
  return [before, email].map((to) => ({ to, language, subject, text: text(name, deployment.support) }));
}

export function resetMail(
  { id, name, email, username, language = sourceLanguage }: Account,
  code: string,
  { digest, expiresAt: usefulUntil }: KeptCode,
  { deployment, timeZone }: Deps,
): Mail {
  const { subject, text } = mails[language].reset;
  const until = timeInWords(usefulUntil, timeZone, { language });
  return {
    usefulUntil,
    code: { opens: 'account', id, digest },
    to: email,
    language,
    subject,
    text: text(name, username, code, until, deployment.support),
  };
}

/**
 * Of an account that is new: the link has the code where no server's log and no other page sees it. A kiosk's own server has
 * an address for its workstation alone, and another one at every start; there the code is typed.
 */
export function firstUseMail(
  { id, name, email, username, language = sourceLanguage }: Account,
  code: string,
  { digest, expiresAt: usefulUntil }: KeptCode,
  { deployment, timeZone, origin, kiosk }: Deps & { readonly origin: string },
): Mail {
  const { subject, text, atKiosk } = mails[language].firstUse;
  const until = timeInWords(usefulUntil, timeZone, { language });
  return {
    usefulUntil,
    code: { opens: 'account', id, digest },
    to: email,
    language,
    subject,
    text: kiosk
      ? atKiosk(name, username, code, until, deployment.support)
      : text(name, username, firstUseAddress(origin, { username, code }), until, deployment.support),
  };
}

/** @param code is read to whoever helps, on the telephone */
export function verificationMail(
  { id, name, email, language = sourceLanguage }: Account,
  code: string,
  { digest, expiresAt: usefulUntil }: KeptCode,
  { deployment, timeZone }: Deps,
): Mail {
  const { subject, text } = mails[language].verification;
  const half = code.length / 2;
  const shown = `${code.slice(0, half)} ${code.slice(half)}`;
  const until = timeInWords(usefulUntil, timeZone, { language });
  return {
    usefulUntil,
    code: { opens: 'verification', id, digest },
    to: email,
    language,
    subject,
    text: text(name, shown, until, deployment.support),
  };
}
