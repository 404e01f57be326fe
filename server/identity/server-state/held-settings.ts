import { limits } from '../../../shared/contract/limits.ts';
import type { DeploymentKind } from '../../../shared/identity/api/identity.ts';
import {
  type HeldSetting,
  type SettingName,
  settingNames,
  type SettingValue,
} from '../../../shared/identity/api/server-state.ts';
import { passwordProfileOf } from '../../../shared/identity/password-policy.ts';
import { support } from '../../../shared/identity/support.ts';
import type { Settings } from '../../../shared/kiosk/settings.ts';

/** What the settings say of each, fit to be shown: no secret, and of lists only what tells their members apart. */
const shown: Readonly<Record<SettingName, (settings: Settings) => SettingValue | undefined>> = {
  deployment: ({ deployment }) => deployment,
  timeZone: ({ timeZone }) => timeZone,
  setup: ({ setup }) => setup && fieldsOf(setup),
  'server.name': ({ server }) => server?.name,
  'server.listen': ({ server }) => server?.listen,
  'server.proxies': ({ server }) => server?.proxies,
  'server.tls': ({ server }) => server && fieldsOf(server.tls, 'with values'),
  passwordProfile: ({ passwordProfile }) => passwordProfile,
  'signIn.failuresBeforeLock': ({ signIn }) => signIn?.failuresBeforeLock,
  'signIn.lockMinutes': ({ signIn }) => signIn?.lockMinutes?.map(String),
  'signIn.attemptsPerAddressPerMinute': ({ signIn }) => signIn?.attemptsPerAddressPerMinute,
  'session.idleMinutes': ({ session }) => session?.idleMinutes,
  'session.warningSeconds': ({ session }) => session?.warningSeconds,
  'session.absoluteHours': ({ session }) => session?.absoluteHours,
  'session.whenLocked': ({ session }) => session?.whenLocked,
  concurrentSignIn: ({ concurrentSignIn }) => concurrentSignIn,
  enrolledWorkstationsOnly: ({ enrolledWorkstationsOnly }) => enrolledWorkstationsOnly,
  'recovery.questionsOnly': ({ recovery }) => recovery?.questionsOnly,
  'mail.from': ({ mail }) => mail?.from,
  'mail.smtp': ({ mail }) => mail?.smtp && fieldsOf(mail.smtp, 'with values'),
  'store.postgres': ({ store }) =>
    store && [
      `host: ${[store.postgres.host].flat().join(', ')}`,
      `database: ${store.postgres.database}`,
      `user: ${store.postgres.user}`,
    ],
  // Arguments may say where the key is; the program alone tells which kind of keeper it is.
  masterKey: ({ masterKey }) => masterKey?.command[0],
  clients: ({ clients }) => clients?.map(({ id }) => id),
  applications: ({ applications }) =>
    applications && Object.entries(applications).map(([id, at]) => `${id}: ${at?.address}`),
  launcher: ({ launcher }) => launcher,
  support: (settings) => settings.support && fieldsOf(settings.support, 'with values'),
  contacts: ({ contacts }) => contacts && fieldsOf(contacts),
  links: ({ links }) => links && fieldsOf(links, 'with values'),
  announcements: ({ announcements }) => announcements?.map(({ title }) => title),
  mllp: ({ mllp }) => mllp && [`port: ${mllp.port}`, ...mllp.senders.map(({ id }) => id)],
  metrics: ({ metrics }) => metrics?.tokenFile,
  'administration.secondPerson': ({ administration }) => administration?.secondPerson,
  'audit.syslog': ({ audit }) => audit?.syslog && fieldsOf(audit.syslog, 'with values'),
  'audit.sourceAddresses': ({ audit }) => audit?.sourceAddresses,
};

const { session, signIn } = limits;

/** What the first set-up has decided, where the settings did not. */
interface Decided {
  readonly kind: DeploymentKind;
  readonly timeZone: string;
}

/** What holds where the settings say nothing. */
function usualOf({ kind, timeZone }: Decided): Partial<Record<SettingName, SettingValue>> {
  return {
    deployment: kind,
    timeZone,
    passwordProfile: passwordProfileOf({}),
    'signIn.failuresBeforeLock': signIn.failuresBeforeLock,
    'signIn.lockMinutes': signIn.lockDurations.map((duration) => String(duration / 60_000)),
    'session.idleMinutes': session.idle / 60_000,
    'session.warningSeconds': session.warning / 1000,
    'session.absoluteHours': session.absolute / 3_600_000,
    'session.whenLocked': 'sign out',
    concurrentSignIn: 'allow',
    enrolledWorkstationsOnly: false,
    'recovery.questionsOnly': false,
    'administration.secondPerson': false,
    'audit.sourceAddresses': false,
    'mail.from': support.mailSender,
    launcher: 'icons',
    support: fieldsOf(support.immtrac2, 'with values'),
  };
}

/** Every setting there is, with what this server was started with. */
export function heldSettings(settings: Settings, decided: Decided): HeldSetting[] {
  const usual = usualOf(decided);
  return settingNames.map((name) => {
    const value = shown[name](settings);
    return {
      name,
      ...(value !== undefined && { value }),
      ...(usual[name] !== undefined && { usual: usual[name] }),
    };
  });
}

function fieldsOf(group: object, how: 'names' | 'with values' = 'names'): string[] {
  return Object.entries(group).map(([name, value]) => (how === 'names' ? name : `${name}: ${String(value)}`));
}
