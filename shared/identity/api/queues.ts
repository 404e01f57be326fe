import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';

/** What the server does by itself: what waits to be delivered, and what is done again and again. */

export const queueIds = ['mail', 'sign-outs', 'session-ends', 'audit-trail'] as const;
export type QueueId = (typeof queueIds)[number];

const Moment = Type.Integer({ description: 'milliseconds since 1970' });

export const Queue = Type.Object({
  id: Type.Enum([...queueIds]),
  waiting: Type.Integer(),
  /** Of those, how many were tried and failed. */
  failed: Type.Integer(),
  /** When the first of them came, and when one is tried next. */
  since: Type.Optional(Moment),
  nextTryAt: Type.Optional(Moment),
});
export type Queue = Static<typeof Queue>;

export const JobState = Type.Object({
  name: Type.String(),
  /** Milliseconds. */
  every: Type.Integer(),
  /** When the last run that came to its end began. */
  lastRunAt: Type.Optional(Moment),
});
export type JobState = Static<typeof JobState>;

/** How the audit trail gets to the log collector. */
export const ShippingState = Type.Object({
  /** The collector's address. */
  to: Type.String(),
  /** The last entry that it has, when that was made, and when it came there. */
  last: Type.Optional(Type.Object({ n: Type.Integer(), at: Moment, shippedAt: Moment })),
  /** Absent where the last try went well. What it says is in English, as in the log. */
  failure: Type.Optional(Type.Object({ at: Moment, says: Type.String() })),
});
export type ShippingState = Static<typeof ShippingState>;

export const queuesApi = {
  read: endpoint({
    method: 'GET',
    path: '/api/queues',
    access: 'administrator',
    answer: Type.Object({
      /** The audit trail is one of them where the settings name a log collector. */
      queues: Type.Array(Queue),
      jobs: Type.Array(JobState),
      shipping: Type.Optional(ShippingState),
    }),
  }),
  /** Tries what waits at once, whatever its time. */
  retry: endpoint({
    method: 'POST',
    path: '/api/queues/:queue/retry',
    access: 'administrator',
    params: Type.Object({ queue: Type.Enum([...queueIds]) }, { additionalProperties: false }),
  }),
};
