import { type Command, places } from './shape.ts';

/** The commands that look after the server itself. What each takes is also in its own help; a test holds the two together. */

const { data, settings } = places;
const json = { says: 'the answer as one line of JSON' };
const passphrase = { value: 'FILE', says: 'its first line is the passphrase' };

export const machineCommands = {
  serve: {
    says: 'the server; serve --check looks whether it can start',
    verbs: { '': { goes: ['port', 'demo', 'check', 'json'] } },
    options: {
      data,
      settings,
      port: { value: 'N', says: "the portal's port" },
      demo: { says: 'fills an empty store with training data' },
      check: { says: 'looks whether it can start' },
      json,
    },
  },
  mail: {
    says: 'mail --test ADDRESS sends one mail',
    verbs: { '': { goes: ['test', 'json'] } },
    options: { settings, test: { value: 'ADDRESS', says: 'sends this address one mail' }, json },
  },
  audit: {
    says: 'the audit trail: export, verify, seal',
    verbs: {
      verify: { goes: ['seal'] },
      export: { words: ['FILE'], needs: ['from', 'to', 'format'] },
      seal: {},
    },
    options: {
      data,
      settings,
      seal: { value: 'FILE', says: 'a seal that was kept elsewhere' },
      from: { value: 'DAY', says: 'the first day' },
      to: { value: 'DAY', says: 'the last day' },
      format: { value: 'FORMAT', of: ['jsonl', 'cef'], says: 'of the lines' },
    },
  },
  backup: {
    says: 'backup back-up, backup restore',
    verbs: {
      'back-up': { goes: ['to', 'passphrase-file', 'note'] },
      restore: { needs: ['from'], goes: ['replace', 'passphrase-file'] },
    },
    options: {
      data,
      settings,
      to: { value: 'FILE', says: 'the backup' },
      from: { value: 'FILE', says: 'the backup' },
      note: { says: 'tells the server of a backup by something else' },
      replace: { says: 'moves data that is there aside' },
      'passphrase-file': passphrase,
    },
  },
  certificates: {
    says: "a certificate of the clinic's own",
    verbs: { '': { needs: ['name'], goes: ['directory'] } },
    options: {
      name: { value: 'NAME', says: 'what workstations call the server' },
      directory: { value: 'DIR', says: 'where the files are written' },
    },
  },
  keys: {
    says: 'rotates keys',
    verbs: { rotate: { words: ['signing|cookies|master'], goes: ['to'] }, prepare: { words: ['signing|cookies'] } },
    options: { data, settings, to: { value: 'FILE', says: "settings with the next master key's command" } },
  },
  ledger: { says: 'proves the vaccine ledger', verbs: { verify: {} }, options: { data, settings } },
  store: {
    says: 'moves the records to PostgreSQL',
    verbs: { migrate: { needs: ['to'] } },
    options: { data, to: { value: 'FILE', says: 'settings that name the database, or its address' } },
  },
  completion: {
    says: 'completion for bash, zsh and PowerShell',
    verbs: { bash: {}, zsh: {}, powershell: {} },
    options: {},
    examples: ['bash', 'zsh', 'powershell'],
    ends: 'Prints what the shell is to read. It completes what an installation has, enterprise-portal-server.',
  },
} as const satisfies Record<string, Command>;
