import { manifests } from '../../applications/applications.ts';
import type { PolicyName, PolicySection, RealAddress, RealOrigins } from '../policy.ts';

interface SettingTexts {
  readonly title: string;
  readonly explanation: string;
}

const realApplications = Object.fromEntries(
  manifests.flatMap(({ name, policyName }): [string, SettingTexts][] => [
    [
      `${policyName}Address`,
      {
        title: `Address of a real ${name}`,
        explanation: 'It takes the place of the bundled application. Empty: the bundled one.',
      },
    ],
    [
      `${policyName}Origins`,
      {
        title: `Further origins of a real ${name}`,
        explanation: 'Which other origins its window may show, such as those of a sign-in of its own.',
      },
    ],
  ]),
) as Record<RealAddress | RealOrigins, SettingTexts>;

/** What IT reads about policy: in the group policy editor, in the document, and beside the sample files. */
export const policyTexts = {
  product: 'Enterprise Portal Kiosk',
  about: 'What IT decides about the Enterprise Portal Kiosk on this workstation.',
  supportedOn: 'Enterprise Portal Kiosk, on Windows 10 or later',
  sections: {
    server: 'Server',
    own: 'The kiosk’s own server: first start and mail',
    applications: 'Applications',
    desk: 'Kiosk and output',
    session: 'Sessions',
    support: 'Support',
    updates: 'Updates and diagnostics',
  } satisfies Record<PolicySection, string>,
  settings: {
    ServerMode: {
      title: 'Where the server is',
      explanation:
        'local: the kiosk runs its own server for this workstation alone, for training or for real work, as LocalDeployment says or as whoever starts it first is asked. clinic: it uses the server of the clinic, at ServerAddress. With any other value, or without this setting where another one names the server of a clinic, the kiosk starts nothing and says so.',
    },
    ServerAddress: {
      title: 'Address of the clinic server',
      explanation:
        'Where the portal of the clinic answers. A clinic kiosk without it says so and does not start local work.',
    },
    ServerCertificateAuthorityFile: {
      title: 'Certificate authority of the clinic server',
      explanation:
        'A file (PEM) with the certificate authority that signed the certificate of the server; then no other authority vouches for it. Only administrators may be able to write it. Empty: the authorities of the system.',
    },
    ServerCertificateSha256: {
      title: 'Fingerprint of the certificate of the clinic server',
      explanation:
        'The kiosk then talks to no server with another certificate, whoever signed it. Change it together with the certificate. Empty: any certificate that the system trusts.',
    },
    KeyFileAllowed: {
      title: 'Allow a key file',
      explanation:
        'Where the system has no key store, the credential of the workstation, or the key of real work’s data, may be kept in a file that only its user reads. Otherwise a kiosk without a key store does no real work; training keeps its key in such a file by itself.',
    },
    LocalDeployment: {
      title: 'What the kiosk’s own server is for',
      explanation:
        'Decided once, at the first start, and never changed: training data does not become real, nor the other way around. ask: whoever starts the kiosk first is asked. training: training accounts and made-up data, and nobody is asked. real: people’s records and accounts of the clinic’s own; the settings below answer the set-up, and what they leave open is asked. Data that is there already keeps its kind; where this setting says another one, nothing starts and the kiosk says so.',
    },
    ClinicName: {
      title: 'Name of the clinic',
      explanation:
        'Shown on the sign-in page, at the top of every page and on paper. Empty: the name that was given at the set-up, or none.',
    },
    ClinicTimeZone: {
      title: 'Time zone of the clinic',
      explanation:
        'In which its days begin and its times are written. Empty: the one that was chosen at the set-up, or America/Chicago.',
    },
    FirstSiteId: {
      title: 'First site: PIN or other id',
      explanation: 'The first administrator’s site, together with FirstSiteName. Counts at the set-up of real work.',
    },
    FirstSiteName: {
      title: 'First site: name',
      explanation: 'Together with FirstSiteId. Counts at the set-up of real work.',
    },
    FirstAdministratorUsername: {
      title: 'First administrator: username',
      explanation:
        'With the name and the email, and with LocalDeployment real, nobody is asked anything: the account is made at the first start. Where there is a mail server its owner gets a one-time code by mail; otherwise the kiosk shows the code on its sign-in page until somebody has signed in.',
    },
    FirstAdministratorName: {
      title: 'First administrator: first and last name',
      explanation: 'See FirstAdministratorUsername.',
    },
    FirstAdministratorEmail: { title: 'First administrator: e-mail', explanation: 'See FirstAdministratorUsername.' },
    MailHost: {
      title: 'Mail server: name or address',
      explanation:
        'By which real work mails codes for forgotten passwords and new accounts. Empty: no mail; people then reset passwords by their security questions alone, and no account can be made on the portal. Training never uses it.',
    },
    MailPort: { title: 'Mail server: port', explanation: 'Where it takes mail.' },
    MailSecure: {
      title: 'Mail server: TLS from the beginning',
      explanation:
        'on: for port 465. off: the connection begins in clear and changes to TLS (STARTTLS), as at port 587.',
    },
    MailUsername: {
      title: 'Mail server: username',
      explanation:
        'Empty: the kiosk does not sign in there. The password is never in policy, which everybody at the workstation can read: it is in the file that MailPasswordFile names, or in the key store, where --keep-mail-password puts it.',
    },
    MailPasswordFile: {
      title: 'Mail server: file with the password',
      explanation:
        'On one line, in a file that only the kiosk’s system account can read. Empty: the password is in the key store of that account.',
    },
    MailFrom: {
      title: 'Mail: sender',
      explanation:
        'The address that mail comes from. Empty: the State’s, which the mail server of a clinic will hardly let through.',
    },
    ...realApplications,
    PrivateNetworkOrigins: {
      title: 'Private addresses that applications may call',
      explanation:
        'Origins in the network of the clinic that the pages of real applications may call. Everything else on private addresses is refused to them.',
    },
    ApplicationWindows: {
      title: 'Windows of applications',
      explanation:
        'one for each: an application opens in a window of its own, beside the portal. in place of the portal: one window shows at a time, and all of them in the same place; the pages of the others stay as they are until sign-out.',
    },
    Launcher: {
      title: 'How applications show in the portal',
      explanation: 'As icons or as links in a row, until a user chooses.',
    },
    Printing: {
      title: 'Printing',
      explanation:
        'off: the kiosk prints nothing, and a page that prints by itself prints an empty sheet. Only a frame within a page that prints itself still reaches the print dialog of the system; where that matters, leave the workstation without printers. pdf: a page can be saved as a PDF, which is cleared at sign-out. printer: the print dialog of the system, with its printers.',
    },
    Downloads: {
      title: 'Downloads',
      explanation:
        'off: files that a page offers are refused. on: files from the pages of applications, other than programs and scripts, are saved in a folder of the kiosk and cleared at sign-out with everything else.',
    },
    KioskMode: {
      title: 'Full-screen kiosk mode',
      explanation:
        'The kiosk fills the screen and is left only with the exit code (KioskExitCodeHash). It does not replace what the system offers for locking down a workstation.',
    },
    KioskExitCodeHash: {
      title: 'Exit code of kiosk mode',
      explanation:
        'The hash of the code that leaves kiosk mode. --hash-exit-code=FILE replaces the code in a file by it; on macOS and Linux --hash-exit-code also reads the code from standard input and prints it. Without it nobody leaves kiosk mode until the policy changes.',
    },
    SessionIdleMinutes: {
      title: 'Minutes without activity until sign-out',
      explanation: 'In the portal and all applications together.',
    },
    SessionWarningSeconds: {
      title: 'Seconds of warning before sign-out',
      explanation: 'At most half of the time without activity; more is shortened to that.',
    },
    SessionAbsoluteHours: {
      title: 'Longest duration of a session in hours',
      explanation: 'Whatever somebody does, a session ends then.',
    },
    WhenLocked: {
      title: 'When the workstation is locked',
      explanation:
        'sign out: locking it or switching its user ends the session; so do a screen saver and a remote desktop that is disconnected, after ten seconds. keep: the session goes on until its time is over. On Linux this has no effect, because the kiosk is not told of it there: the minutes without activity protect.',
    },
    SupportName: { title: 'Whom to call: name', explanation: 'Shown where people need help with their account.' },
    SupportEmail: { title: 'Whom to call: e-mail', explanation: 'Shown where people need help with their account.' },
    SupportPhone: { title: 'Whom to call: telephone', explanation: 'Shown where people need help with their account.' },
    UpdateAddress: {
      title: 'Where updates come from',
      explanation: 'A folder on a web server that IT fills. Empty: the kiosk never updates itself.',
    },
    UpdateChannel: { title: 'Which updates', explanation: 'stable: releases. beta: also what is tried before them.' },
    LogLevel: { title: 'What is logged', explanation: 'info: what happens. warn: only what goes wrong.' },
  } satisfies Record<PolicyName, { title: string; explanation: string }>,
  onlyIn: {
    local: 'Only for a local server; the server of a clinic has settings of its own.',
    clinic: 'Only for the server of a clinic.',
  },
  default: (value: string) => `Default: ${value}.`,
  /** The group policy editor shows it for a setting that is on or off. */
  unset: (value: string) => `Not configured: ${value}.`,
  on: 'on',
  off: 'off',
  empty: 'empty',
} as const;
