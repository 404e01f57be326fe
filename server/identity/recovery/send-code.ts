import { randomInt } from 'node:crypto';
import { timeInWords } from '../../../shared/contract/time.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { type Language, sourceLanguage } from '../../../shared/contract/languages.ts';
import { mails } from '../../../shared/identity/texts/mails.ts';
import type { Mail } from '../../mail/message.ts';
import type { Account } from '../accounts/account.ts';
import type { IdentityContext } from '../context.ts';
import { usesQuestions } from '../questions/change-questions.ts';
import { day, hour } from './budget.ts';
import { accountOf, masked } from './choices.ts';
import { codeDigest } from './code-digest.ts';
import { ownBudget, type RecoveryDeps, type UsedUp } from './deps.ts';
import type { Flow } from './flow.ts';

export type Sent =
  | { readonly outcome: 'sent'; readonly mailTo: string | undefined; readonly expiresAt: number }
  | { readonly outcome: 'ended' }
  | UsedUp;

const { codeDigits, codeLifetime, codesPerHour, codesPerDay, triesPerFlow } = limits.recovery;

/**
 * Mails a one-time code, which from then on is the only one of the account that works [P4, P5]. Where no question came
 * first, whoever asks has proved nothing: then a name that is nobody's gets the same answer, and no mail.
 * @param asksIn the language of the page, in which mail goes to whoever never chose one
 */
export async function sendCode(flow: Flow, deps: RecoveryDeps, asksIn: Language = sourceLanguage): Promise<Sent> {
  const { budgets, audit } = deps;
  const account = await accountOf(flow, deps);
  const unproved = !usesQuestions(deps);
  if ((account === undefined && !unproved) || flow.state === 'proved') return { outcome: 'ended' };
  // No code could be tried any more in this flow.
  if (flow.codeTries >= triesPerFlow) return { outcome: 'tries used up' };
  const whose = { ...(account && { account: account.id }), workstation: flow.workstation };
  const allowances = [
    { count: codesPerHour, window: hour },
    { count: codesPerDay, window: day },
  ];
  const sent = await budgets.within(await ownBudget(`codes/${flow.name}`, flow, deps), allowances, () =>
    send(flow, account, deps, asksIn),
  );
  if (sent.outcome === 'tries used up') {
    await audit.record({ event: 'recovery.refused', ...whose, detail: { reason: 'codes used up' } });
  }
  return sent;
}

/** @throws where it cannot be kept; no code is then on its way */
async function send(flow: Flow, account: Account | undefined, deps: RecoveryDeps, asksIn: Language): Promise<Sent> {
  const { clock, flows, keys, log, mail, audit } = deps;
  const code = randomInt(10 ** codeDigits)
    .toString()
    .padStart(codeDigits, '0');
  const now = clock.now();
  const expiresAt = Math.min(now + codeLifetime, flow.endsAt);
  const digest = codeDigest(flow.id, code, keys);
  if (!(await flows.putCode(flow, { digest, expiresAt }))) return { outcome: 'ended' };
  await audit.record({
    event: 'recovery.code-sent',
    ...(account && { account: account.id }),
    workstation: flow.workstation,
  });
  const message: Mail | undefined = account && {
    ...codeMail(account, code, expiresAt, asksIn, deps),
    usefulUntil: expiresAt,
    code: { opens: 'recovery', id: flow.id, digest },
  };
  if (!usesQuestions(deps)) {
    // After the answer, so that its time does not tell whether there is anyone to write to.
    if (message)
      setImmediate(
        () => void mail.queue(message).catch((error: unknown) => log.error({ err: error }, 'a code was not mailed')),
      );
    return { outcome: 'sent', mailTo: undefined, expiresAt };
  }
  await mail.queue(message!);
  return { outcome: 'sent', mailTo: masked(account!.email), expiresAt };
}

function codeMail(
  { name, email, language: chosen }: Account,
  code: string,
  expiresAt: number,
  asksIn: Language,
  { deployment: { support }, timeZone }: Pick<IdentityContext, 'deployment' | 'timeZone'>,
): Mail {
  const language = chosen ?? asksIn;
  const { subject, text } = mails[language].recoveryCode;
  // Zone and day are named: a mail may be late, and is read when it is read.
  const until = timeInWords(expiresAt, timeZone, { language });
  const shown = `${code.slice(0, codeDigits / 2)} ${code.slice(codeDigits / 2)}`;
  return { to: email, language, subject, text: text(name, shown, until, support) };
}
