import { type Static, Type } from 'typebox';
import { DeploymentKind, LauncherStyle } from './api/identity.ts';

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
