import { type Static, type TArray, type TBoolean, type TEnum, type TInteger, type TString, Type } from 'typebox';
import { type BundledManifest, manifests } from '../applications/applications.ts';
import { LauncherStyle } from '../identity/api/identity.ts';
import { WhenLocked } from '../identity/api/session.ts';
import { limits } from '../contract/limits.ts';
import { support } from '../identity/support.ts';
import { policyShapeTexts } from './texts/policy-shapes.ts';

/** What IT decides about a workstation [K3]: every setting once, for reading, checking, templates and documents. */

/** Where each system keeps it. */
export const policyPlaces = {
  registryKey: 'SOFTWARE\\Policies\\EnterprisePortalKiosk',
  macBundle: 'org.enterprise-portal-kiosk.desktop',
  linuxFolder: '/etc/enterprise-portal-kiosk/policies/managed',
} as const;

export const policySections = ['server', 'own', 'applications', 'desk', 'session', 'support', 'updates'] as const;
export type PolicySection = (typeof policySections)[number];

/** No more than this, so that administrative templates and property lists can say it too. */
export type PolicySchema = TBoolean | TInteger | TString | TEnum<string[]> | TArray<TString>;

export const nothingStarts = 'nothing starts';

export interface PolicySetting<Schema extends PolicySchema = PolicySchema> {
  readonly schema: Schema;
  /** What holds where nobody decides. */
  readonly default: Static<Schema>;
  /**
   * What comes of an invalid value, and of a place that cannot be read and may hold one: the strictest value, or, where
   * each would be unsafe for somebody, nothing starts. IT meant something by it, so this need not be the default.
   */
  readonly ifInvalid: { readonly holds: Static<Schema> } | typeof nothingStarts;
  readonly section: PolicySection;
  readonly requirements: readonly string[];
  /** It says nothing in the other mode. */
  readonly onlyIn?: 'local' | 'clinic';
  /** Its value is never shown. */
  readonly secret?: true;
}

const host = String.raw`(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])`;
const octet = String.raw`(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])`;
const origin = String.raw`(?:https://${host}|http://(?:(?:[a-z0-9-]{1,63}\.)?localhost|127(?:\.${octet}){3}|\[::1\]))(?::\d{1,5})?`;
const orEmpty = (pattern: string) => `^(?:${pattern})?$`;

/** The group policy editor writes no longer texts. */
const longestText = 1023;
const text = (pattern: string, shape: keyof typeof policyShapeTexts, maxLength: number = longestText) =>
  Type.String({ pattern, maxLength, description: policyShapeTexts[shape] });

const Address = text(orEmpty(String.raw`${origin}(?:/[^\s\\]*)?`), 'address');
const OriginList = Type.Array(text(`^${origin}/?$`, 'origin'), { maxItems: 50 });
/** No network paths: opening one would hand the user's credentials to whoever answers there. */
const LocalFile = text(orEmpty(String.raw`/[^\u0000-\u001f]+|[A-Za-z]:\\[^\u0000-\u001f]+`), 'file');
const Fingerprint = text(orEmpty('[0-9A-Fa-f]{64}'), 'fingerprint', 64);
/** Bounded, so that no policy can make checking a code use up the machine. */
export const exitCodeHashPattern = String.raw`\$scrypt\$ln=(1[4-7]),r=8,p=([1-4])\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})`;
const ExitCodeHash = text(orEmpty(exitCodeHashPattern), 'exitCodeHash', 128);
/** U+FFFD is what is left of characters that could not be read. */
const Line = text(String.raw`^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffd]+$`, 'name', 120);
const email = String.raw`[^\s@<>\ufffd]+@[^\s@<>\ufffd]+`;
const Email = text(`^${email}$`, 'email', 254);
const OptionalLine = text(String.raw`^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffd]*$`, 'name', 120);
const OptionalEmail = text(orEmpty(email), 'email', 254);
const TimeZone = text(orEmpty('[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*'), 'timeZone', 64);
const HostName = text(orEmpty('[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?'), 'host', 253);

const setting = <Schema extends PolicySchema>(said: PolicySetting<Schema>) => said;

const server = { section: 'server', requirements: ['K3'], onlyIn: 'clinic' } as const;
const realAddress = setting({
  schema: Address,
  default: '',
  // The bundled application would take records of people for its training.
  ifInvalid: nothingStarts,
  section: 'applications',
  requirements: ['O12'],
  onlyIn: 'local',
});
const realOrigins = setting({
  schema: OriginList,
  default: [],
  ifInvalid: { holds: [] },
  section: 'applications',
  requirements: ['O12', 'K4'],
  onlyIn: 'local',
});
/** Where a real application stands that takes the place of a bundled one. */
export type RealAddress = `${BundledManifest['policyName']}Address`;
export type RealOrigins = `${BundledManifest['policyName']}Origins`;
const realApplications = Object.fromEntries(
  manifests.flatMap(({ policyName }) => [
    [`${policyName}Address`, realAddress],
    [`${policyName}Origins`, realOrigins],
  ]),
) as Record<RealAddress, typeof realAddress> & Record<RealOrigins, typeof realOrigins>;
export const realAddresses = manifests.map(({ policyName }): RealAddress => `${policyName}Address`);

/** What the kiosk's own server is told at its first start, or asks where nobody says it [R6]. */
const own = { section: 'own', requirements: ['R6'], onlyIn: 'local' } as const;
const toldOrAsked = (schema: TString) => setting({ schema, default: '', ifInvalid: { holds: '' }, ...own });

const { session } = limits;
const sessions = { section: 'session', onlyIn: 'local' } as const;
const supportIs = (value: string) => ({ default: value, ifInvalid: { holds: value } });
const help = { section: 'support', requirements: ['S7', 'S8'], onlyIn: 'local' } as const;

export const policySettings = {
  ServerMode: setting({
    schema: Type.Enum(['local', 'clinic']),
    default: 'local',
    // A local server has public passwords and loses a clinic's records; a clinic's server is not there for training.
    ifInvalid: nothingStarts,
    section: 'server',
    requirements: ['K3'],
  }),
  ServerAddress: setting({ schema: Address, default: '', ifInvalid: nothingStarts, ...server }),
  // Without these two more certificates are good than IT meant.
  ServerCertificateAuthorityFile: setting({ schema: LocalFile, default: '', ifInvalid: nothingStarts, ...server }),
  ServerCertificateSha256: setting({ schema: Fingerprint, default: '', ifInvalid: nothingStarts, ...server }),
  KeyFileAllowed: setting({
    schema: Type.Boolean(),
    default: false,
    ifInvalid: { holds: false },
    section: 'server',
    requirements: ['K8'],
  }),
  LocalDeployment: setting({
    schema: Type.Enum(['ask', 'training', 'real']),
    default: 'ask',
    // Training has public passwords, and real work is nothing to try things with.
    ifInvalid: nothingStarts,
    ...own,
  }),
  ClinicName: toldOrAsked(OptionalLine),
  ClinicTimeZone: toldOrAsked(TimeZone),
  FirstSiteId: toldOrAsked(OptionalLine),
  FirstSiteName: toldOrAsked(OptionalLine),
  FirstAdministratorUsername: toldOrAsked(OptionalLine),
  FirstAdministratorName: toldOrAsked(OptionalLine),
  FirstAdministratorEmail: toldOrAsked(OptionalEmail),
  MailHost: toldOrAsked(HostName),
  MailPort: setting({
    schema: Type.Integer({ minimum: 1, maximum: 65_535 }),
    default: 587,
    ifInvalid: { holds: 587 },
    ...own,
  }),
  MailSecure: setting({
    schema: Type.Boolean(),
    default: false,
    // Rather no mail than one that others read.
    ifInvalid: { holds: true },
    ...own,
  }),
  MailUsername: toldOrAsked(OptionalLine),
  MailPasswordFile: toldOrAsked(LocalFile),
  MailFrom: toldOrAsked(OptionalEmail),
  ...realApplications,
  PrivateNetworkOrigins: setting({
    schema: OriginList,
    default: [],
    ifInvalid: { holds: [] },
    section: 'applications',
    requirements: ['K4'],
  }),
  ApplicationWindows: setting({
    schema: Type.Enum(['one for each', 'in place of the portal']),
    default: 'one for each',
    ifInvalid: { holds: 'one for each' },
    section: 'applications',
    requirements: ['O4'],
  }),
  Launcher: setting({
    schema: LauncherStyle,
    default: 'icons',
    ifInvalid: { holds: 'icons' },
    section: 'applications',
    requirements: ['O3'],
    onlyIn: 'local',
  }),
  Printing: setting({
    schema: Type.Enum(['off', 'pdf', 'printer']),
    default: 'off',
    ifInvalid: { holds: 'off' },
    section: 'desk',
    requirements: ['K4'],
  }),
  Downloads: setting({
    schema: Type.Enum(['off', 'on']),
    default: 'off',
    ifInvalid: { holds: 'off' },
    section: 'desk',
    requirements: ['K4'],
  }),
  KioskMode: setting({
    schema: Type.Boolean(),
    default: false,
    // Whoever sets it mostly means to hold the workstation, and IT leaves with the exit code.
    ifInvalid: { holds: true },
    section: 'desk',
    requirements: ['K5'],
  }),
  KioskExitCodeHash: setting({
    schema: ExitCodeHash,
    default: '',
    // Nobody leaves, instead of everybody.
    ifInvalid: { holds: '' },
    section: 'desk',
    requirements: ['K5'],
    secret: true,
  }),
  SessionIdleMinutes: setting({
    schema: Type.Integer(session.idleMinutes),
    default: session.idle / 60_000,
    // What the State asks for; a shorter time would end work for a slip of the pen.
    ifInvalid: { holds: session.idle / 60_000 },
    ...sessions,
    requirements: ['T1'],
  }),
  SessionWarningSeconds: setting({
    schema: Type.Integer(session.warningSeconds),
    default: session.warning / 1000,
    ifInvalid: { holds: session.warning / 1000 },
    ...sessions,
    requirements: ['T2'],
  }),
  SessionAbsoluteHours: setting({
    schema: Type.Integer(session.absoluteHours),
    default: session.absolute / 3_600_000,
    ifInvalid: { holds: session.absolute / 3_600_000 },
    ...sessions,
    requirements: ['T1'],
  }),
  WhenLocked: setting({
    schema: WhenLocked,
    default: 'sign out',
    ifInvalid: { holds: 'sign out' },
    ...sessions,
    requirements: ['T5'],
  }),
  SupportName: setting({ schema: Line, ...supportIs(support.immtrac2.name), ...help }),
  SupportEmail: setting({ schema: Email, ...supportIs(support.immtrac2.email), ...help }),
  SupportPhone: setting({ schema: Line, ...supportIs(support.immtrac2.phone), ...help }),
  UpdateAddress: setting({
    schema: Address,
    default: '',
    ifInvalid: { holds: '' },
    section: 'updates',
    requirements: ['K9'],
  }),
  UpdateChannel: setting({
    schema: Type.Enum(['stable', 'beta']),
    default: 'stable',
    ifInvalid: { holds: 'stable' },
    section: 'updates',
    requirements: ['K9'],
  }),
  LogLevel: setting({
    schema: Type.Enum(['info', 'warn']),
    default: 'info',
    ifInvalid: { holds: 'info' },
    section: 'updates',
    requirements: ['K10'],
  }),
} as const satisfies Record<string, PolicySetting>;

export type PolicyName = keyof typeof policySettings;
export type Policy = { readonly [Name in PolicyName]: Readonly<Static<(typeof policySettings)[Name]['schema']>> };

export const policyNames = Object.keys(policySettings) as PolicyName[];
/** Each setting with its name, as what all have in common. */
export const policyTable: readonly (PolicySetting & { readonly name: PolicyName })[] = policyNames.map((name) => ({
  name,
  ...(policySettings[name] as PolicySetting),
}));

export const safeDefaults = Object.fromEntries(
  policyTable.map((each) => [each.name, each.default]),
) as unknown as Policy;

/** What holds where IT decided something that cannot be read; where nothing starts, no value is meant by it. */
export const strictValues = Object.fromEntries(
  policyTable.map(({ name, ifInvalid, default: otherwise }) => [
    name,
    ifInvalid === nothingStarts ? otherwise : ifInvalid.holds,
  ]),
) as unknown as Policy;

export function isPolicyName(name: string): name is PolicyName {
  return Object.hasOwn(policySettings, name);
}

/** The name that is meant where a system does not tell upper from lower case. */
export function policyNameLike(name: string): string {
  return policyNames.find((each) => each.toLowerCase() === name.toLowerCase()) ?? name;
}
