import type { IdentityContext } from '../context.ts';
import { Budgets } from './budget.ts';
import { AskedQuestions } from './asked-question.ts';
import { Flows } from './flow.ts';

/** What the steps of a recovery share. */
export interface RecoveryDeps extends IdentityContext {
  readonly flows: Flows;
  readonly budgets: Budgets;
  readonly asked: AskedQuestions;
}

export function recoveryDeps(context: IdentityContext): RecoveryDeps {
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
