import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';

/** The server itself, as an administrator sees it: certificates, backups, and the settings that it was started with. */

const Moment = Type.Integer({ description: 'milliseconds since 1970' });

export const certificateUses = ['server', 'authority', 'sender', 'collector', 'collector-client'] as const;
export type CertificateUse = (typeof certificateUses)[number];

export const HeldCertificate = Type.Object({
  use: Type.Enum([...certificateUses]),
  file: Type.String(),
  /** Whom it is for. Absent, with the end, where the file cannot be read now. */
  name: Type.Optional(Type.String()),
  endsAt: Type.Optional(Moment),
});
export type HeldCertificate = Static<typeof HeldCertificate>;

export const LastBackup = Type.Object({
  at: Moment,
  /** Where it went, and how large it is, where whoever made it said so. */
  file: Type.Optional(Type.String()),
  bytes: Type.Optional(Type.Integer()),
  /** Whether something else than this product's command made it. */
  elsewhere: Type.Optional(Type.Boolean()),
});
export type LastBackup = Static<typeof LastBackup>;

/** What a server's settings can hold, by where it stands in them; what belongs together is one. */
export const settingNames = [
  'deployment',
  'timeZone',
  'setup',
  'server.name',
  'server.listen',
  'server.proxies',
  'server.tls',
  'passwordProfile',
  'signIn.failuresBeforeLock',
  'signIn.lockMinutes',
  'signIn.attemptsPerAddressPerMinute',
  'session.idleMinutes',
  'session.warningSeconds',
  'session.absoluteHours',
  'session.whenLocked',
  'concurrentSignIn',
  'enrolledWorkstationsOnly',
  'recovery.questionsOnly',
  'mail.from',
  'mail.smtp',
  'store.postgres',
  'masterKey',
  'clients',
  'applications',
  'launcher',
  'support',
  'contacts',
  'links',
  'announcements',
  'mllp',
  'metrics',
  'administration.secondPerson',
  'audit.syslog',
  'audit.sourceAddresses',
] as const;
export type SettingName = (typeof settingNames)[number];

const SettingValue = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Array(Type.String())]);
export type SettingValue = Static<typeof SettingValue>;

export const HeldSetting = Type.Object({
  name: Type.Enum([...settingNames]),
  /** Never a secret. Absent where the settings do not have it. */
  value: Type.Optional(SettingValue),
  /** What holds without it; absent where nothing does. */
  usual: Type.Optional(SettingValue),
});
export type HeldSetting = Static<typeof HeldSetting>;

export const ServerState = Type.Object({
  certificates: Type.Array(HeldCertificate),
  /** Absent where none was noted. */
  backup: Type.Optional(LastBackup),
  settings: Type.Array(HeldSetting),
});
export type ServerState = Static<typeof ServerState>;

export const CheckFinding = Type.Object({
  check: Type.String(),
  state: Type.Enum(['ok', 'attention', 'wrong']),
  /** In English, as `serve --check` says it. */
  says: Type.String(),
});
export type CheckFinding = Static<typeof CheckFinding>;

export const serverStateApi = {
  read: endpoint({ method: 'GET', path: '/api/server', access: 'administrator', answer: ServerState }),
  /** Looks at folders, certificate, mail server and database now. */
  check: endpoint({
    method: 'POST',
    path: '/api/server/check',
    access: 'administrator',
    answer: Type.Object({ findings: Type.Array(CheckFinding) }),
  }),
};
