import type { SupportedAccount } from './api/support.ts';

/** What stands between an owner and their account, in the order in which it has to be dealt with [S8]. */
export const accountStates = [
  'disabled',
  'locked',
  'unopened',
  'code',
  'expired',
  'agreement',
  'questions',
  'fine',
] as const;
export type AccountState = (typeof accountStates)[number];

type Seen = Pick<
  SupportedAccount,
  'status' | 'lock' | 'passwordSet' | 'resetUntil' | 'passwordExpired' | 'agreementAccepted' | 'questionsMissing'
>;

/** @returns at least one; `fine` alone where nothing stands in the way */
export function statesOf(account: Seen): AccountState[] {
  const { status, lock, passwordSet, resetUntil, passwordExpired, agreementAccepted, questionsMissing } = account;
  const holds: Record<AccountState, boolean> = {
    disabled: status === 'disabled',
    locked: lock !== null,
    unopened: !passwordSet && resetUntil === null,
    code: resetUntil !== null,
    expired: passwordSet && passwordExpired,
    agreement: !agreementAccepted,
    questions: questionsMissing,
    fine: false,
  };
  const states = accountStates.filter((state) => holds[state]);
  return states.length > 0 ? states : ['fine'];
}
