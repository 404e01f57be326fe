import { type Static, Type } from 'typebox';
import { DeploymentKind } from '../identity/api/identity.ts';
import { RealWorkBar } from '../identity/api/setup.ts';

/** What the shell and the server that it runs in a utility process say to each other. */

const closed = { additionalProperties: false } as const;

/** What only the shell knows of the workstation that the server is for. */
export const KioskPlace = Type.Object(
  {
    /** Where the master key is, for the recovery sheet: an entry of the key store, or a file. */
    key: Type.Union([Type.Object({ entry: Type.String() }, closed), Type.Object({ file: Type.String() }, closed)]),
    /** What stands against real work here. */
    bars: Type.Array(RealWorkBar),
    /** Of the mail server, where the key store has it and no file. */
    mailPassword: Type.Optional(Type.String()),
  },
  closed,
);
export type KioskPlace = Static<typeof KioskPlace>;

/** The shell says it, once. The key comes this way because arguments and environment can be read by others. */
export const StartMessage = Type.Object(
  {
    type: Type.Literal('start'),
    /** 32 bytes, base64. */
    masterKey: Type.String({ pattern: '^[A-Za-z0-9+/]{43}=$' }),
    data: Type.String({ minLength: 1 }),
    /** Where a process before this one answered: pages that are open go on there. Without it the system chooses. */
    ports: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 65_535 }))),
    demo: Type.Boolean(),
    /** They have the schema `Settings`; the server says what is wrong with them. */
    settings: Type.Unknown(),
    kiosk: KioskPlace,
  },
  closed,
);
export type StartMessage = Static<typeof StartMessage>;

/** What the shell shows on its own screen and nowhere else [R6]. */
export const FirstRunCodes = Type.Object(
  {
    /** While nobody has set the kiosk up. */
    setUp: Type.Union([Type.String(), Type.Null()]),
    /** In place of the first administrator's password, once, where nobody has signed in yet. */
    administrator: Type.Union([Type.Object({ username: Type.String(), code: Type.String() }, closed), Type.Null()]),
  },
  closed,
);
export type FirstRunCodes = Static<typeof FirstRunCodes>;

/**
 * The server says first where it answers, or in one sentence why it does not; and later, where it was set up meanwhile,
 * what it is now.
 */
export const StartedMessage = Type.Union([
  Type.Object(
    {
      type: Type.Literal('ready'),
      portal: Type.String(),
      ports: Type.Array(Type.Integer()),
      /** Absent as long as nobody has decided. */
      kind: Type.Optional(DeploymentKind),
      codes: FirstRunCodes,
    },
    closed,
  ),
  Type.Object({ type: Type.Literal('failed'), message: Type.String() }, closed),
  Type.Object({ type: Type.Literal('set up'), codes: FirstRunCodes }, closed),
]);
export type StartedMessage = Static<typeof StartedMessage>;
