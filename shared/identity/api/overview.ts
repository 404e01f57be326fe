import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';

/** What happened on the last days, and what needs an administrator. */

const Count = Type.Integer({ minimum: 0 });

export const DayCounts = Type.Object({
  day: Type.String({ format: 'date', description: 'calendar date of the clinic' }),
  signIns: Count,
  failures: Count,
  lockOuts: Count,
  resets: Count,
});
export type DayCounts = Static<typeof DayCounts>;

const Moment = Type.Integer({ description: 'milliseconds since 1970' });

export const Attention = Type.Object({
  /** Absent where the store holds the accounts well. */
  capacity: Type.Optional(Type.Object({ accounts: Count, comfortable: Count, over: Type.Boolean() })),
  /** Where it ends soon, or has ended. */
  certificate: Type.Optional(Type.Object({ endsAt: Moment })),
  /** What should have gone out by now; `leaves` is false where the settings name no way. */
  mail: Type.Optional(Type.Object({ waiting: Count, since: Moment, leaves: Type.Boolean() })),
  /** Entries of the audit trail that the log collector should have by now. */
  trail: Type.Optional(Type.Object({ waiting: Count, since: Moment })),
  /** Where the last one is old; absent too where nobody has made one yet that the server knows of. */
  backup: Type.Optional(Type.Object({ lastAt: Moment })),
});
export type Attention = Static<typeof Attention>;

export const Overview = Type.Object({
  /** Oldest first; the last is today. */
  days: Type.Array(DayCounts),
  /** Sessions that last now. */
  sessions: Count,
  attention: Attention,
});
export type Overview = Static<typeof Overview>;

export const overviewApi = {
  read: endpoint({ method: 'GET', path: '/api/overview', access: 'administrator', answer: Overview }),
};
