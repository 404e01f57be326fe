import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';

/** What the server does by itself: what waits to be delivered, and what is done again and again. */

export const queueIds = ['mail', 'sign-outs', 'session-ends'] as const;
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

export const queuesApi = {
  read: endpoint({
    method: 'GET',
    path: '/api/queues',
    access: 'administrator',
    answer: Type.Object({ queues: Type.Array(Queue), jobs: Type.Array(JobState) }),
  }),
  /** Tries what waits at once, whatever its time. */
  retry: endpoint({
    method: 'POST',
    path: '/api/queues/:queue/retry',
    access: 'administrator',
    params: Type.Object({ queue: Type.Enum([...queueIds]) }, { additionalProperties: false }),
  }),
};
