import type { IdentityContext } from '../context.ts';
import type { ChangePasswordDeps } from '../passwords/change-password.ts';
import { isKnownWorkstation } from '../sign-in/lockout.ts';
import { Budgets } from './budget.ts';
import { AskedQuestions } from './asked-question.ts';
import { type Flow, Flows } from './flow.ts';

/** Of the server. */
export type RecoveryContext = ChangePasswordDeps &
  Pick<IdentityContext, 'decoyHash' | 'keys' | 'log' | 'origin' | 'settings'>;

/** What the steps of a recovery share. */
export interface RecoveryDeps extends RecoveryContext {
  readonly flows: Flows;
  readonly budgets: Budgets;
  readonly asked: AskedQuestions;
}

export function recoveryDeps(context: RecoveryContext): RecoveryDeps {
  const { store, clock, keys } = context;
  return {
    ...context,
    flows: new Flows(store, clock),
    budgets: new Budgets(store, clock),
    asked: new AskedQuestions(store, keys),
  };
}

/** A budget that is used up, and when the next try is possible, where waiting helps. */
export interface UsedUp {
  readonly outcome: 'tries used up';
  readonly nextAt?: number;
}

/**
 * A workstation on which the account has signed in before has tries of its own, so that whoever uses up those of a
 * colleague's name elsewhere does not keep the owner out [S8]. It is looked for whether or not there is an account.
 */
export async function ownBudget(
  budget: string,
  { accountId, workstation }: Flow,
  deps: Pick<RecoveryDeps, 'store'>,
): Promise<string> {
  const known = await isKnownWorkstation(accountId ?? 'nobody', workstation, deps);
  return known ? `${budget}/${workstation}` : budget;
}
