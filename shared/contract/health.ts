import { type Static, Type } from 'typebox';

/** What a monitor or a load balancer asks the server about itself [R5]. Nothing in it names a file, an address or a version. */

export const Liveness = Type.Object({ status: Type.Enum(['live']) });

export const checkOutcomes = ['ok', 'busy', 'too slow', 'failing'] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];
const Outcome = Type.Enum([...checkOutcomes]);

export const Readiness = Type.Object({
  status: Type.Enum(['ready', 'not ready']),
  checks: Type.Object({
    /** Whether a record can be written. */
    store: Outcome,
    /** Whether a password can be checked; `busy` when so many wait that the next is refused. */
    hashing: Outcome,
    /** Whether an entry can be written to the audit trail's place. */
    audit: Outcome,
  }),
});
export type Readiness = Static<typeof Readiness>;
