import { applicationIds } from '../../shared/applications/applications.ts';
import { type IpcChannel, ipc } from '../../shared/kiosk/ipc.ts';
import { policyNames } from '../../shared/kiosk/policy.ts';
import { weakeningSwitches } from '../starting/safe-start.ts';
import { installations } from '../updates/installation.ts';
import { type DeskStep, deskTexts } from '../../shared/kiosk/texts/desk.ts';
import { error, type FieldKind, flag, foreignLine, integer, optional, origin, version, word, words } from './fields.ts';
import { loadFailures } from './window-recovery.ts';

/** What the guard refuses. */
export const refusedKinds = [
  ...(['navigation', 'frame', 'window', 'load', 'request'] as const),
  ...(['certificate', 'client certificate', 'sign-in'] as const),
] as const;
export type Refused = (typeof refusedKinds)[number];

/** Everything that the shell's log can say, and with it everything that it can hold [K10]. */

const goneReasons = [
  'clean-exit',
  'abnormal-exit',
  'killed',
  'crashed',
  'oom',
  'launch-failed',
  'integrity-failure',
  'memory-eviction',
] as const;
const view = {
  view: word('portal', 'page', 'bar', 'desk', 'exit', 'unassigned'),
  application: optional(word(...applicationIds)),
};
const gone = { reason: word(...goneReasons), exitCode: integer };

export const events = {
  'shell.started': { version, electron: version, node: version, packaged: flag },
  'shell.start-failed': { error },
  'shell.stopped': {},

  /** What was asked is left out: it is anybody's text. */
  'start.ignored': { because: word('form', 'application') },
  'start.weakened': { switches: words(...weakeningSwitches) },

  'exit-code.accepted': {},
  'exit-code.refused': { because: word('wrong', 'too soon') },

  /** Policy names an address, but IT brings the next version by other means. */
  'update.not-here': { installation: word(...installations) },
  'update.ready': { version },
  'update.applying': { version },
  'update.failed': { error },

  'policy.problem': {
    source: optional(
      word(
        'Windows registry',
        'managed preferences',
        'managed policy files',
        'system configuration file',
        'command line',
      ),
    ),
    /** A name that is no setting's is somebody's text and shows as "other". */
    setting: optional(word(...policyNames)),
    /** The kiosk starts nothing because of it. */
    stops: flag,
  },
  'key.in-file': {},

  'server.said': {
    severity: word('info', 'warn', 'error', 'fatal', 'unknown'),
    line: optional(foreignLine),
    error: optional(error),
  },
  'server.ended': { exitCode: integer },
  'server.silent': {},
  'server.start-failed': { error },
  'server.started-again': {},
  'server.set-up': {},

  'window.crashed': { ...view, ...gone, origin },
  'window.hangs': { ...view, origin },
  'window.ended': { ...view, origin },
  'window.load-failed': { ...view, why: word(...loadFailures), code: integer, origin },
  'window.given-up': { ...view, origin },
  'window.well': view,
  'process.gone': {
    process: word('Utility', 'Zygote', 'Sandbox helper', 'GPU', 'Unknown'),
    service: optional(word('Network Service', 'Audio Service', 'Enterprise Portal server')),
    ...gone,
  },
  'error.uncaught': { error, during: word('start', 'work') },
  'error.unhandled': { error },

  'guard.refused': { refused: word(...refusedKinds), ...view, origin: optional(origin) },
  'message.refused': {
    channel: word(...(Object.keys(ipc) as IpcChannel[])),
    because: word('sender', 'frame', 'origin', 'schema', 'handler'),
  },
  'desk.not-clean': { steps: words(...(Object.keys(deskTexts.steps) as DeskStep[])) },
  /** Another program keeps something in the clipboard; it is not what the person left there. */
  'desk.clipboard-kept': {},
  'portal.not-told': {},
} as const satisfies Record<string, Record<string, FieldKind<never>>>;

export type EventName = keyof typeof events;

type Given<Kind> = Kind extends FieldKind<infer Value> ? Value : never;
type OptionalIn<Table> = {
  [Name in keyof Table]: Table[Name] extends { readonly optional: true } ? Name : never;
}[keyof Table];

export type Fields<Name extends EventName> = {
  readonly [Field in Exclude<keyof (typeof events)[Name], OptionalIn<(typeof events)[Name]>>]: Given<
    (typeof events)[Name][Field]
  >;
} & { readonly [Field in OptionalIn<(typeof events)[Name]>]?: Given<(typeof events)[Name][Field]> };

export const levels = ['info', 'warn', 'error'] as const;
export type Level = (typeof levels)[number];

/** @returns the fields that the table allows, in its order; optional ones only where they are there */
export function storedFields(event: EventName, given: object): Record<string, unknown> {
  return throughTable(event, given, 'store');
}

/**
 * Holds a line of a log file to the table once more, for whoever takes logs to somebody else.
 * @returns undefined for what this log never wrote
 */
export function checkedEntry(entry: unknown): Record<string, unknown> | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { time, level, event } = entry as Record<string, unknown>;
  if (typeof event !== 'string' || !isEventName(event)) return undefined;
  if (typeof time !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(time)) return undefined;
  if (!levels.some((each) => each === level)) return undefined;
  return { time, level, event, ...throughTable(event, entry, 'again') };
}

function isEventName(name: string): name is EventName {
  return Object.hasOwn(events, name);
}

function throughTable(event: EventName, values: object, way: 'store' | 'again'): Record<string, unknown> {
  const kinds = Object.entries(events[event] as Record<string, FieldKind<unknown>>);
  const given = values as Record<string, unknown>;
  const kept = kinds.map(([name, kind]) => [name, kind[way](given[name])] as const);
  return Object.fromEntries(kept.filter(([, value]) => value !== undefined));
}
