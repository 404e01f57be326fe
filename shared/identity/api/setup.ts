import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { limits } from '../../contract/limits.ts';
import { DeploymentKind } from './identity.ts';

/** A server that nobody has set up yet [R6]. Every call but the first shows the code that is on the server's own screen. */

const closed = { additionalProperties: false } as const;

const code = Type.String({ minLength: 1, maxLength: limits.pastedCodeCharacters });
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });

const site = Type.Object(
  { id: text(limits.import.siteIdCharacters), name: text(limits.import.nameCharacters) },
  closed,
);

const administrator = Type.Object(
  {
    username: text(limits.signIn.usernameCharacters),
    name: text(limits.import.nameCharacters),
    email: text(limits.import.emailCharacters),
  },
  closed,
);

/** What a set-up decides, on the page and in the settings (`setup`). */
export const setUpAnswers = {
  kind: DeploymentKind,
  /** What the clinic is called. */
  clinic: Type.Optional(text(limits.import.nameCharacters)),
  /** Of a clinic; training has accounts of its own. */
  administrator: Type.Optional(administrator),
  /** The administrator's first. */
  site: Type.Optional(site),
};

/** Why a kiosk's own server can only train as it is [K4, K8]: nothing may hold its key, or how it was started. */
export const RealWorkBar = Type.Enum(['key store', 'start']);
export type RealWorkBar = Static<typeof RealWorkBar>;

export const SetUpState = Type.Object({
  pending: Type.Boolean(),
  /** Where the settings or the data have decided already. */
  kind: Type.Optional(DeploymentKind),
  timeZone: Type.String(),
  /** Whether the settings say it, so that nothing else can. */
  timeZoneFixed: Type.Boolean(),
  /** Whether a mail server is named. */
  mail: Type.Boolean(),
  /** What the settings say already, and nobody is asked. */
  clinic: Type.Optional(Type.String()),
  site: Type.Optional(site),
  /** Of a server that a kiosk runs for itself: what stands against real work there. */
  kiosk: Type.Optional(Type.Object({ bars: Type.Array(RealWorkBar) })),
});
export type SetUpState = Static<typeof SetUpState>;

export const SetUpCode = Type.Object({ code }, closed);
export const TryMail = Type.Object({ code, to: text(limits.import.emailCharacters) }, closed);
export const MailTried = Type.Object({ sent: Type.Boolean(), says: Type.String() });

export const SetUpRequest = Type.Object({ code, ...setUpAnswers, timeZone: Type.Optional(text(64)) }, closed);
export type SetUpRequest = Static<typeof SetUpRequest>;

/** What the recovery sheet says, and how the administrator signs in. Never a key. */
export const SetUpDone = Type.Object({
  kind: DeploymentKind,
  /** Absent in training. */
  account: Type.Optional(Type.Object({ username: Type.String(), code: Type.String(), expiresAt: Type.Integer() })),
  sheet: Type.Object({
    address: Type.String(),
    clinic: Type.Optional(Type.String()),
    /** Of a kiosk: the workstation, and the account of its system whose key store and folder are meant. */
    workstation: Type.Optional(Type.String()),
    account: Type.Optional(Type.String()),
    /** The folder of the data, on the server. */
    data: Type.String(),
    /** Where the master key is; absent where a command brings it. */
    keyFile: Type.Optional(Type.String()),
    /** Of a kiosk: the entry of the system's key store that has it instead. */
    keyEntry: Type.Optional(Type.String()),
    /** Where the records are, if not in that folder. */
    database: Type.Optional(Type.String()),
  }),
});
export type SetUpDone = Static<typeof SetUpDone>;

const asked = {
  method: 'POST',
  access: 'anyone',
  problems: ['setup-code-wrong', 'setup-over', 'too-many-requests'],
} as const;

export const setUpApi = {
  state: endpoint({ method: 'GET', path: '/api/setup', access: 'anyone', answer: SetUpState }),
  code: endpoint({ ...asked, path: '/api/setup/code', request: SetUpCode }),
  mail: endpoint({ ...asked, path: '/api/setup/mail', request: TryMail, answer: MailTried }),
  finish: endpoint({
    ...asked,
    path: '/api/setup',
    request: SetUpRequest,
    answer: SetUpDone,
    problems: [...asked.problems, 'setup-refused'],
  }),
};
