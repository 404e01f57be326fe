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
        'local: the kiosk runs its own server for this workstation alone, with training accounts and made-up data: for training, never for people’s records. clinic: it uses the server of the clinic, at ServerAddress. With any other value, or without this setting where another one names the server of a clinic, the kiosk starts nothing and says so.',
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
        'Where the system has no key store, the credential of the workstation may be kept in a file that only its user reads. Otherwise a clinic kiosk without a key store refuses to start.',
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
