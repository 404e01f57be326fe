import { type Static, Type } from 'typebox';

/** What the shell and the server that it runs in a utility process say to each other. */

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
  },
  { additionalProperties: false },
);
export type StartMessage = Static<typeof StartMessage>;

/** The server says it, once: where it answers, or in one sentence why it does not. */
export const StartedMessage = Type.Union([
  Type.Object(
    {
      type: Type.Literal('ready'),
      portal: Type.String(),
      ports: Type.Array(Type.Integer()),
    },
    { additionalProperties: false },
  ),
  Type.Object({ type: Type.Literal('failed'), message: Type.String() }, { additionalProperties: false }),
]);
export type StartedMessage = Static<typeof StartedMessage>;
