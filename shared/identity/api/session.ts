import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { applicationIdPattern } from '../../applications/applications.ts';
import { limits } from '../../contract/limits.ts';

/** How long a session lasts, what ends it, and what its owner comes back to [T1-T5]. */

const closed = { additionalProperties: false } as const;

/** Why a session ended. */
export const endReasons = [
  'signed out',
  'inactivity',
  'absolute end',
  'another sign-in here',
  'another sign-in elsewhere',
  'password changed',
  'workstation locked',
  'workstation switched',
  'support',
  'administrator',
] as const;
export const EndReason = Type.Enum([...endReasons]);
export type EndReason = Static<typeof EndReason>;

/** Whether locking the workstation or switching its user signs out; sleep always lets the server's clock decide. */
export const WhenLocked = Type.Enum(['sign out', 'keep']);
export type WhenLocked = Static<typeof WhenLocked>;

/** The rules of this deployment, known to everyone before they sign in. Milliseconds. */
export const SessionPolicy = Type.Object({
  idle: Type.Integer(),
  warning: Type.Integer(),
  absolute: Type.Integer(),
  whenLocked: WhenLocked,
});
export type SessionPolicy = Static<typeof SessionPolicy>;

/** When a session ends, if nobody does anything more. All times are of the server's clock, in milliseconds since 1970. */
export const SessionClock = Type.Object({
  /** When this was said. */
  now: Type.Integer(),
  /** Every window warns from then on. */
  warnsAt: Type.Integer(),
  endsAt: Type.Integer(),
  /** Activity puts off the first, nothing the second. */
  endsBy: Type.Enum(['inactivity', 'absolute end']),
});
export type SessionClock = Static<typeof SessionClock>;

/**
 * That a person did something. It says when by the server's clock, not how long ago: repeated or late, the same report
 * means the same moment and extends nothing.
 */
export const ActivityReport = Type.Object({ lastInputAt: Type.Integer({ minimum: 0 }) }, closed);
export type ActivityReport = Static<typeof ActivityReport>;

/** The address of a stream, which no endpoint is: its answer does not end. */
export const sessionEventsPath = '/api/session/events';

/** Event names on a session's stream (server-sent events); each has JSON as data. */
export const sessionEvents = { clock: 'clock', ended: 'ended' } as const;
export const SessionEnded = Type.Object({ reason: EndReason });
export type SessionEnded = Static<typeof SessionEnded>;

/** What the shell tells of the workstation; the server's policy says what follows. */
export const WorkstationEvent = Type.Object({ event: Type.Enum(['locked', 'switched']) }, closed);
export type WorkstationEvent = Static<typeof WorkstationEvent>;

const Bounds = Type.Object(
  { x: Type.Integer(), y: Type.Integer(), width: Type.Integer({ minimum: 1 }), height: Type.Integer({ minimum: 1 }) },
  closed,
);

/** The windows that one person has open at one workstation. */
export const Workspace = Type.Object(
  {
    /** Path of the portal's page. */
    portal: Type.String({ pattern: '^/', maxLength: limits.comeBack.addressCharacters }),
    windows: Type.Array(
      Type.Object(
        {
          application: Type.String({ pattern: applicationIdPattern }),
          address: Type.String({ pattern: '^https?://', maxLength: limits.comeBack.addressCharacters }),
          bounds: Type.Optional(Bounds),
        },
        closed,
      ),
      { maxItems: limits.comeBack.windows },
    ),
  },
  closed,
);
export type Workspace = Static<typeof Workspace>;

export const sessionApi = {
  /** Open to anyone, because what was done before the end may be told after it; the session is looked up all the same. */
  reportActivity: endpoint({
    method: 'POST',
    path: '/api/session/activity',
    access: 'anyone',
    request: ActivityReport,
    answer: SessionClock,
    problems: ['sign-in-required'],
  }),
  reportWorkstationEvent: endpoint({
    method: 'POST',
    path: '/api/session/workstation-event',
    access: 'signed-in',
    request: WorkstationEvent,
  }),
  keepWorkspace: endpoint({ method: 'PUT', path: '/api/workspace', access: 'complete', request: Workspace }),
  workspace: endpoint({
    method: 'GET',
    path: '/api/workspace',
    access: 'complete',
    answer: Workspace,
    orNothing: true,
  }),
};
