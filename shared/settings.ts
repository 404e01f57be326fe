import { type Static, Type } from 'typebox';
import { DeploymentKind, LauncherStyle, PasswordProfileIdSchema } from './api/identity.ts';

const closed = { additionalProperties: false } as const;

/** The settings file of a server (`--settings FILE`), JSON. Everything in it is optional. */
export const Settings = Type.Object(
  {
    deployment: Type.Optional(DeploymentKind),
    support: Type.Optional(
      Type.Object(
        {
          name: Type.Optional(Type.String({ minLength: 1 })),
          email: Type.Optional(Type.String({ minLength: 3 })),
          phone: Type.Optional(Type.String({ minLength: 1 })),
        },
        closed,
      ),
    ),
    launcher: Type.Optional(LauncherStyle),
    signIn: Type.Optional(
      Type.Object(
        {
          failuresBeforeLock: Type.Optional(Type.Integer({ minimum: 3, maximum: 100 })),
          /** The first lock, the second, and every one after that. */
          lockMinutes: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 1440 }), { minItems: 1 })),
          attemptsPerAddressPerMinute: Type.Optional(Type.Integer({ minimum: 1 })),
        },
        closed,
      ),
    ),
    passwordProfile: Type.Optional(PasswordProfileIdSchema),
    /** What a second sign-in of one account on another workstation does to the first [S9]. */
    concurrentSignIn: Type.Optional(Type.Enum(['allow', 'end the first'])),
    mail: Type.Optional(
      Type.Object(
        {
          from: Type.Optional(Type.String({ minLength: 3 })),
          /** Without it mail is written to the data folder, which only a training deployment may do. */
          smtp: Type.Optional(
            Type.Object(
              {
                host: Type.String({ minLength: 1 }),
                port: Type.Integer({ minimum: 1, maximum: 65_535 }),
                secure: Type.Optional(Type.Boolean()),
                username: Type.Optional(Type.String()),
                passwordFile: Type.Optional(Type.String()),
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
    recovery: Type.Optional(Type.Object({ questionsOnly: Type.Optional(Type.Boolean()) }, closed)),
    /** Where ImmTrac2's Forms and User Training buttons lead. */
    links: Type.Optional(
      Type.Object(
        {
          forms: Type.Optional(Type.String({ format: 'uri', pattern: '^https?://' })),
          userTraining: Type.Optional(Type.String({ format: 'uri', pattern: '^https?://' })),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type Settings = Static<typeof Settings>;
