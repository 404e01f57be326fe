import type { ImportRemark, ImportReport } from '../../shared/identity/api/import.ts';
import type { SupportedAccount } from '../../shared/identity/api/support.ts';
import type { ListedAccount } from '../../shared/identity/api/accounts.ts';
import type { AccountsAnswer } from '../identity/administration/command.ts';
import { instant } from './lines.ts';

/** The answers of `npm run accounts` as lines to read. */

export type Readable = Exclude<AccountsAnswer, { outcome: 'exported' | 'refused' | 'failed' }>;

export function readableAnswer(answer: Readable): string {
  switch (answer.outcome) {
    case 'imported':
      return importLines(answer.report, answer.written).join('\n');
    case 'listed':
      return answer.accounts.map(listLine).join('\n');
    case 'shown':
      return accountLines(answer.account).join('\n');
    case 'changed':
      return ['Changed.', ...accountLines(answer.account)].join('\n');
    case 'unchanged':
      return ['It was so already; nothing was changed.', ...accountLines(answer.account)].join('\n');
    case 'mailed':
      return [`The code was mailed to ${answer.mailedTo}. It works once, until ${instant(answer.expiresAt)}.`].join(
        '\n',
      );
    case 'code':
      return [
        `The code is shown this once: ${answer.code}`,
        `It stands for the password of ${answer.account.username} once, until ${instant(answer.expiresAt)};`,
        'a new password has to be chosen then.',
      ].join('\n');
  }
}

function importLines(
  { dryRun, created, updated, unchanged, refused, hints }: ImportReport,
  written: boolean,
): string[] {
  return [
    `${dryRun ? 'To create' : 'Created'}:  ${created}`,
    `${dryRun ? 'To update' : 'Updated'}:  ${updated.length}`,
    ...updated.map(lineOf),
    `Unchanged: ${unchanged}`,
    `Refused:   ${refused.length}`,
    ...refused.map(lineOf),
    ...(hints.length > 0 ? ['Worth a look:', ...hints.map(lineOf)] : []),
    ...(dryRun ? ['This was a dry run; nothing was written.'] : []),
    ...(dryRun || written ? [] : ['Nothing was written. Correct the refused rows, or leave them out with --partial.']),
  ];
}

function lineOf({ line, field, reason }: ImportRemark): string {
  return `  line ${line}, ${field}: ${reason}`;
}

function listLine(account: ListedAccount): string {
  const { username, name, status, roles } = account;
  return [username, status, openedBy(account), roles.join(';') || '-', name].join('\t');
}

function accountLines(account: SupportedAccount): string[] {
  const { passwordExpired, agreementAccepted } = account;
  const { username, name, email, status, roles, sites, lock, failures, questionsSet, signedIn, lastSignIns } = account;
  return [
    `Username:           ${username}`,
    `Name:               ${name}`,
    `Email:              ${email}`,
    `Status:             ${status}`,
    `Roles:              ${roles.join('; ') || 'none'}`,
    `Sites:              ${sites.map((site) => `${site.id}:${site.name}`).join('; ') || 'none'}`,
    `Opened by:          ${openedBy(account)}`,
    `Locked:             ${lock ? `since ${instant(lock.since)}` : 'no'} (${failures} failed tries)`,
    `Password expired:   ${passwordExpired ? 'yes' : 'no'}`,
    `Agreement:          ${agreementAccepted ? 'accepted' : 'not accepted'}`,
    `Security questions: ${questionsSet ? 'set up' : 'not set up'}`,
    `Signed in now at:   ${signedIn} workstation(s)`,
    `Last sign-ins:      ${lastSignIns.map(instant).join('; ') || 'none known'}`,
  ];
}

function openedBy({ passwordSet, resetUntil, status }: Pick<ListedAccount, 'passwordSet' | 'resetUntil' | 'status'>) {
  if (status === 'disabled') return 'nothing while it is disabled';
  const ways = [passwordSet && 'its password', resetUntil !== null && `a code until ${instant(resetUntil)}`];
  return ways.filter((way) => way !== false).join(' or ') || 'a reset only';
}
