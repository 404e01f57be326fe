import { type CalendarDate, type ClinicTime, plusDays, today } from '../../../shared/contract/time.ts';
import type { PasswordRule } from '../../../shared/identity/password-policy.ts';
import type { Account } from '../accounts/account.ts';
import { changePassword } from '../passwords/change-password.ts';
import { clearLock } from '../sign-in/lockout.ts';
import { accountOf } from './choices.ts';
import type { RecoveryDeps } from './deps.ts';
import type { Flow } from './flow.ts';

export type Reset = 'done' | 'once a day' | 'ended' | { readonly broken: readonly PasswordRule[] };

/** Whether this account has completed a reset on this calendar day [P7]; asking for one never counts. */
export function resetToday({ lastResetDay }: Account, time: ClinicTime): boolean {
  return lastResetDay === today(time);
}

/** The calendar day after today. */
export function nextResetDay(time: ClinicTime): CalendarDate {
  return plusDays(today(time), 1);
}

/** Sets the new password at the end of a flow [P6, P7, P8]. It signs nobody in. */
export async function resetPassword(flow: Flow, password: string, deps: RecoveryDeps): Promise<Reset> {
  const account = await accountOf(flow, deps);
  if (account === undefined || flow.state !== 'proved') return 'ended';
  if (resetToday(account, deps)) return refuse('once a day', flow, deps);
  const { workstation } = flow;
  const outcome = await changePassword(
    {
      accountId: account.id,
      password,
      workstation,
      reason: 'reset',
      also: {
        // Of two resets at the same moment the second finds another day here. An absent day is compared as one.
        expected: { lastResetDay: account.lastResetDay } as Partial<Account>,
        change: { lastResetDay: today(deps) },
      },
    },
    deps,
  );
  if (outcome === 'overtaken') {
    const now = await deps.accounts.get(account.id);
    return refuse(now && resetToday(now, deps) ? 'once a day' : 'ended', flow, deps);
  }
  if (outcome !== 'changed') return outcome;
  await deps.flows.endAllOf(account.id);
  await clearLock(account, deps);
  await deps.audit.record({ event: 'recovery.completed', account: account.id, workstation });
  return 'done';
}

async function refuse(reason: 'once a day' | 'ended', { id, accountId, workstation }: Flow, deps: RecoveryDeps) {
  await deps.flows.end(id);
  await deps.audit.record({ event: 'recovery.refused', account: accountId!, workstation, detail: { reason } });
  return reason;
}
