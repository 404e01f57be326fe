/** The first run of a server [R6]. */
export const setup = {
  title: 'Set Up This Server',
  steps: 'Steps of the set-up',
  stepNames: ['Code', 'Training or real', 'Clinic', 'Recovery sheet'],
  failed: 'That did not work',
  working: 'One moment …',
  next: 'Continue',
  back: 'Back',
  code: {
    label: 'Set-up code',
    hint: 'The server shows it where it was started: on its screen, or in its log (journalctl -u enterprise-portal). It is nowhere else.',
    missing: 'Enter the code that the server shows.',
  },
  kind: {
    legend: 'What is this server for?',
    clinic: 'Real work: people’s records, accounts of your own',
    training: 'Training: invented people, accounts that everybody may use',
    stays: 'This cannot be changed later. Training data never becomes a clinic’s data, nor the other way around.',
    missing: 'Choose one.',
    fixed: 'The settings have decided this already.',
  },
  /** Where a kiosk runs the server for itself. */
  kiosk: {
    title: 'Set Up This Kiosk',
    codeHint: 'The kiosk has filled it in. It shows it on this screen and nowhere else.',
    codeElsewhere: 'The kiosk shows it on its own screen and nowhere else.',
    legend: 'What is this kiosk for?',
    fixed: 'The policy of this workstation has set this already.',
    done: 'The kiosk is set up',
    bars: {
      title: 'Real work is not possible on this workstation yet',
      'key store':
        'The system has no key store that the kiosk can use, so nothing may hold the key of people’s records. Let your IT set one up for this system account (Credential Manager, keychain, GNOME Keyring or KWallet), or allow a key file by policy (KeyFileAllowed). Then start the kiosk again; nothing is decided until then.',
      start:
        'The kiosk was started with a switch that takes away what protects people’s records. Let your IT start it without that; the log names it (start.weakened).',
    },
    noMail:
      'Your IT names one by policy (MailHost), now or later. Without mail, nobody gets a code when a password is forgotten; security questions still work. New accounts come only from a file. Callers cannot be verified. Nobody is told when their account changes.',
    key: (entry: string) => `In the key store of this system account, as “${entry}”`,
    sheetText:
      'Keep it where you find it when this workstation is gone. It says where things are; no key and no password is on it. Without the master key nobody can read the data, and nobody can make another.',
    backupText:
      'This kiosk makes none by itself. Save the folder of the data while the kiosk is closed, and the key apart from it. Write down where they are:',
  },
  noMail: {
    title: 'No mail server is named',
    text: 'Name one in the settings (mail.smtp), now or later. Without mail, nobody gets a code when a password is forgotten; security questions still work. New accounts come only from a file. Callers cannot be verified. Nobody is told when their account changes.',
  },
  timeZone: 'Time zone of the clinic',
  clinic: {
    name: 'Name of the clinic',
    siteId: 'PIN or other id of the first site',
    siteName: 'Name of the first site',
    administrator: 'The first administrator',
    username: 'Username',
    fullName: 'First and last name',
    email: 'Email',
    missing: 'This is needed.',
    unfit: 'This cannot be used; look for a typing mistake.',
    bothOfSite: 'Give both the id and the name of the site, or neither.',
    tryMail: 'Send a test mail to this address',
    mailSent: (to: string) => `The mail server took a mail to ${to}. Look whether it came, also among junk.`,
    mailFailed: 'The mail did not leave',
    finish: 'Set Up',
  },
  done: {
    title: 'The server is set up',
    training: 'It starts with its training data now. The sign-in page names the accounts.',
    signIn: (username: string) => `Sign in as ${username}. In place of a password, once, use this code:`,
    until: (time: string) => `It holds until ${time}. You choose a password then.`,
    toSignIn: 'Go to Sign In',
    print: 'Print This Sheet',
    sheet: 'Recovery sheet',
    sheetText:
      'Keep it where you find it when the server is gone. It says where things are; no key and no password is on it. Without the master key nobody can read the data, and nobody can make another.',
    clinic: 'Clinic',
    workstation: 'Workstation',
    account: 'Account of the system',
    address: 'Address',
    data: 'Folder of the data',
    key: 'Master key',
    byCommand: 'A command in the settings brings it (masterKey.command)',
    database: 'Database',
    backup: 'Backups',
    backupText: 'Write down where they are, and who knows their passphrase:',
    copyKey: 'Write down where a copy of the master key is, apart from the backups:',
  },
} as const;
