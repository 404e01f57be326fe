import { Counter, type Registry } from 'prom-client';

export const signInOutcomes = ['succeeded', 'refused', 'locked', 'workstation not enrolled', 'busy'] as const;
export type SignInOutcome = (typeof signInOutcomes)[number];

/** @returns what counts sign-ins; nothing of whose they are is kept */
export function signInCounter(registry: Registry): (outcome: SignInOutcome) => void {
  const counter = new Counter({
    name: 'portal_sign_ins_total',
    help: 'Tries to sign in, by outcome',
    labelNames: ['outcome'],
    registers: [registry],
  });
  // They are there from the start, so that the first of each is seen as a change.
  for (const outcome of signInOutcomes) counter.inc({ outcome }, 0);
  return (outcome) => counter.inc({ outcome });
}
