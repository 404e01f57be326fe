import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { applicationIdPattern } from '../../applications/applications.ts';
import { type Language as LanguageName, languages } from '../../contract/languages.ts';
import { limits } from '../../contract/limits.ts';
import { type PasswordProfileId, passwordProfiles } from '../password-policy.ts';
import { tourStates } from '../learning.ts';
import { roleIds } from '../roles.ts';
import { Site } from '../site.ts';
import { SessionPolicy } from './session.ts';

export { Site };

/** The identity server's own API, as the portal and the kiosk's shell use it. */

const closed = { additionalProperties: false } as const;

export const ApplicationIdSchema = Type.String({ pattern: applicationIdPattern });

export const PasswordProfileIdSchema = Type.Enum(Object.keys(passwordProfiles) as PasswordProfileId[]);

export const DeploymentKind = Type.Enum(['training', 'clinic']);
export type DeploymentKind = Static<typeof DeploymentKind>;

export const TrainingAccount = Type.Object({ username: Type.String(), who: Type.String() });

export const Deployment = Type.Object({
  /** Part of the names of its cookies, for whoever looks for them (the kiosk). */
  id: Type.String({ pattern: '^[0-9a-f]{8}$' }),
  kind: DeploymentKind,
  /** What the clinic is called, where that was said at the first run. */
  clinic: Type.Optional(Type.String()),
  /** Nobody has set the server up yet [R6]; there is nobody who could sign in. */
  setUp: Type.Optional(Type.Literal('pending')),
  /** A kiosk runs it for its workstation alone: no address in a mail leads there. */
  kiosk: Type.Optional(Type.Literal(true)),
  /** The zone in which its days begin and its times are written, IANA name. */
  timeZone: Type.String(),
  support: Type.Object({ name: Type.String(), email: Type.String(), phone: Type.String() }),
  passwordProfile: PasswordProfileIdSchema,
  session: SessionPolicy,
  /** Where ImmTrac2's Forms and User Training buttons lead [O9]. */
  links: Type.Object({ forms: Type.String(), userTraining: Type.String() }),
  /** Only a training deployment has it. */
  training: Type.Optional(Type.Object({ password: Type.String(), accounts: Type.Array(TrainingAccount) })),
});
export type Deployment = Static<typeof Deployment>;

export const Credentials = Type.Object(
  {
    username: Type.String({ minLength: 1, maxLength: limits.signIn.usernameCharacters }),
    password: Type.String({ minLength: 1, maxLength: limits.signIn.passwordCharacters }),
    /** Whoever is signed in proves to be the same person still; their session goes on. Anybody else signs in as ever. */
    again: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type Credentials = Static<typeof Credentials>;

/** What still stands between a signed-in person and the applications. */
export const PendingStep = Type.Enum(['agreement', 'password', 'none']);
export type PendingStep = Static<typeof PendingStep>;

export const LauncherStyle = Type.Enum(['icons', 'links']);
export type LauncherStyle = Static<typeof LauncherStyle>;

/** How much room the rows of tables have. */
export const Density = Type.Enum(['compact', 'comfortable']);
export type Density = Static<typeof Density>;

export const Language = Type.Enum([...languages]);

/** The language of whoever is signed in, from then on; before, of this browser until somebody signs in. */
export const LanguageChoice = Type.Object({ language: Language }, closed);

/** One application that the portal leads to. */
export const PortalApplication = Type.Object({
  id: ApplicationIdSchema,
  name: Type.String(),
  fullName: Type.String(),
  description: Type.String(),
  address: Type.String(),
  /** Where its pages stand, and those that sign people in to it; a managed window goes nowhere else. */
  origins: Type.Array(Type.String()),
  /** Part of this product: its pages know of the session, and warn before it ends. */
  bundled: Type.Boolean(),
});
export type PortalApplication = Static<typeof PortalApplication>;

/**
 * What an account says of its person: their profile, support and lists show it, files import and export it. A field that
 * is new is optional, because accounts of before lack it.
 */
export const AccountFacts = Type.Object({
  username: Type.String(),
  name: Type.String(),
  email: Type.String(),
  roles: Type.Array(Type.Enum(roleIds)),
  sites: Type.Array(Site),
});
export type AccountFacts = Static<typeof AccountFacts>;

/** All of them, whoever may open which. */
export const PortalApplications = Type.Array(PortalApplication);

export const Session = Type.Object({
  account: Type.Object({
    ...AccountFacts.properties,
    launcher: LauncherStyle,
    /** Absent where the person has not chosen one; so is the next. */
    language: Type.Optional(Language),
    density: Type.Optional(Density),
    /** Absent where the person has not begun it. */
    tour: Type.Optional(Type.Enum([...tourStates])),
  }),
  pending: PendingStep,
  /** Signed in by the code of a reset, so that a new password comes first. */
  wasReset: Type.Optional(Type.Literal(true)),
  /** Told to administrators where acts wait for another one's approval, or some that did are still kept. */
  approvals: Type.Optional(Type.Literal(true)),
  /** Those that this person may open, empty while a step is pending. */
  applications: Type.Array(PortalApplication),
});
export type Session = Static<typeof Session>;

/** What the Acceptable Use Agreement says in one language. */
export interface AgreementWording {
  readonly title: string;
  readonly sections: { heading: string; paragraphs: string[] }[];
}

/** One version of the Acceptable Use Agreement. It is in English, and says the same in other languages. */
export interface AgreementVersion extends AgreementWording {
  readonly version: string;
  /** The calendar day in the deployment's time zone from which on it is asked of everyone. */
  readonly effective: string;
  readonly translations?: Readonly<Partial<Record<Exclude<LanguageName, 'en'>, AgreementWording>>>;
}

export const Agreement = Type.Object({
  version: Type.String(),
  effective: Type.String({ description: 'calendar date' }),
  language: Language,
  title: Type.String(),
  sections: Type.Array(Type.Object({ heading: Type.String(), paragraphs: Type.Array(Type.String()) })),
  sha256: Type.String({ description: 'of the title and sections, so that an acceptance proves what was shown' }),
  signAs: Type.String({ description: 'the name that the caller signs with' }),
});
export type Agreement = Static<typeof Agreement>;

export const Acceptance = Type.Object(
  {
    version: Type.String({ maxLength: 64 }),
    sha256: Type.String({ maxLength: 64 }),
    /** Left out, it is refused like one that is not the name: with the name to sign with. */
    signature: Type.String({
      default: '',
      maxLength: limits.agreement.signatureCharacters,
      description: 'the name, as the person typed it',
    }),
  },
  closed,
);
export type Acceptance = Static<typeof Acceptance>;

export const Severity = Type.Enum(['information', 'warning']);

export const Notification = Type.Object({
  id: Type.String(),
  severity: Severity,
  /** Where to do something about it: a path in the portal, or an address in the application that it is from. */
  action: Type.Optional(
    Type.Union([
      Type.Object({ label: Type.String(), path: Type.String() }),
      Type.Object({ label: Type.String(), address: Type.String() }),
    ]),
  ),
  title: Type.String(),
  text: Type.String(),
  /** The name of the application that it is from; without it, the portal's own. */
  from: Type.Optional(Type.String()),
});
export type Notification = Static<typeof Notification>;

export const Notifications = Type.Array(Notification);

export const Preferences = Type.Object(
  {
    launcher: Type.Optional(LauncherStyle),
    density: Type.Optional(Density),
    tour: Type.Optional(Type.Enum([...tourStates])),
  },
  { ...closed, minProperties: 1 },
);
export type Preferences = Static<typeof Preferences>;

export const identityApi = {
  deployment: endpoint({ method: 'GET', path: '/api/deployment', access: 'anyone', answer: Deployment }),
  applications: endpoint({ method: 'GET', path: '/api/applications', access: 'anyone', answer: PortalApplications }),
  signIn: endpoint({
    method: 'POST',
    path: '/api/sign-in',
    access: 'anyone',
    request: Credentials,
    answer: Session,
    problems: ['sign-in-refused', 'sign-in-locked', 'workstation-not-enrolled', 'too-many-requests'],
  }),
  session: endpoint({ method: 'GET', path: '/api/session', access: 'signed-in', answer: Session }),
  signOut: endpoint({ method: 'POST', path: '/api/sign-out', access: 'signed-in' }),
  agreement: endpoint({ method: 'GET', path: '/api/agreement', access: 'signed-in', answer: Agreement }),
  acceptAgreement: endpoint({
    method: 'POST',
    path: '/api/agreement/acceptance',
    access: 'signed-in',
    request: Acceptance,
    answer: Session,
    problems: ['agreement-outdated', 'agreement-not-signed'],
  }),
  notifications: endpoint({ method: 'GET', path: '/api/notifications', access: 'complete', answer: Notifications }),
  changePreferences: endpoint({
    method: 'PUT',
    path: '/api/preferences',
    access: 'complete',
    request: Preferences,
    answer: Session,
  }),
  // By anyone: it is chosen before signing in too, and on the way through what comes before the applications.
  chooseLanguage: endpoint({ method: 'PUT', path: '/api/language', access: 'anyone', request: LanguageChoice }),
};
