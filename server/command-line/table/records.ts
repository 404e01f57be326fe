import { roleIds } from '../../../shared/identity/roles.ts';
import { type Command, places } from './shape.ts';

/** The commands that change and show records, by themselves or through the server that runs on them. */

const asked = {
  ...places,
  reason: { value: 'TEXT', says: 'why, for the audit trail' },
  json: { says: 'the answer as one line of JSON' },
} as const;

const ends =
  'A server may run on the data meanwhile. Ends with 0 when it is done, 1 when something was refused, 2 for wrong usage or a\nfault.';

const someone = { words: ['USERNAME'], needs: ['reason'], goes: ['json'] };
const looking = { goes: ['json'] };
const content = ['severity', 'role', 'site', 'from', 'to', 'title', 'text', 'title-es', 'text-es'];

export const recordsCommands = {
  accounts: {
    says: "people's accounts",
    verbs: {
      'first-administrator': { words: ['USERNAME'], needs: ['reason'], goes: ['name', 'email', 'json'] },
      list: looking,
      show: { words: ['USERNAME'], goes: ['json'] },
      create: { words: ['USERNAME', 'ROLES'], needs: ['name', 'email', 'reason'], goes: ['sites', 'json'] },
      unlock: someone,
      disable: someone,
      enable: someone,
      reset: { ...someone, goes: ['show', 'json'] },
      'set-roles': { ...someone, words: ['USERNAME', 'ROLES'] },
      'set-sites': { ...someone, words: ['USERNAME', 'SITES'] },
      'set-name': { ...someone, words: ['USERNAME', 'NAME'] },
      'set-email': { ...someone, words: ['USERNAME', 'ADDRESS'] },
      import: { words: ['FILE.csv'], goes: ['dry-run', 'partial', 'update', 'json'] },
      export: { words: ['FILE.csv'], goes: ['spreadsheet'] },
    },
    words: {
      USERNAME: ['a username'],
      ROLES: ['its roles', 'ids with ; between them, such as "clinic-staff;point-of-contact"'],
      SITES: ['its sites', 'id:name with ; between them, such as "0042:North Clinic"; "" for none'],
      NAME: ['its name'],
      ADDRESS: ['its email address'],
      'FILE.csv': ['one CSV file'],
    },
    options: {
      ...asked,
      name: { value: 'NAME', says: 'of an account that is new' },
      email: { value: 'ADDRESS', says: 'of an account that is new' },
      sites: { value: 'SITES', says: 'of an account that is new' },
      show: { says: "shows the code once, instead of mailing it to the account's address" },
      'dry-run': { says: 'checks the file and writes nothing' },
      partial: { says: 'imports the rows that can be imported, instead of all or none' },
      update: { says: 'gives accounts that are here the name, email, roles and sites of the file' },
      spreadsheet: { says: 'written so that a spreadsheet keeps leading zeros' },
    },
    examples: [
      'first-administrator ida.hill --name "Ida Hill" --email ida@clinic.example --reason "the clinic begins"',
      'create pat.example clinic-staff --name "Pat Example" --email pat@clinic.example --sites "0042:North Clinic" --reason "ticket 4711"',
      'reset maria.garcia --reason "ticket 4711"',
      'import people.csv --update --dry-run',
    ],
    ends,
  },
  sites: {
    says: "the clinic's sites",
    verbs: {
      list: looking,
      create: { words: ['ID', 'NAME'], goes: ['json'] },
      rename: { words: ['ID', 'NAME'], goes: ['json'] },
      close: { words: ['ID'], goes: ['json'] },
      open: { words: ['ID'], goes: ['json'] },
    },
    words: { ID: ["the site's ID", 'by which it is known for good'], NAME: ['its name'] },
    options: { ...places, json: asked.json },
    examples: ['list', 'create 0042 "North Clinic"', 'close 0042'],
    ends: `A closed site is given to nobody any more; whoever has it keeps it.\n${ends}`,
  },
  announce: {
    says: "announcements on the portal's home page",
    verbs: {
      list: looking,
      write: {
        needs: ['to', 'title', 'text', 'title-es', 'text-es'],
        goes: ['severity', 'role', 'site', 'from', 'json'],
      },
      change: { words: ['ID'], goes: [...content, 'json'] },
      withdraw: { words: ['ID'], goes: ['json'] },
    },
    words: { ID: ["the announcement's ID", 'as list shows it'] },
    options: {
      ...places,
      title: { value: 'TEXT', says: 'one line, in English' },
      text: { value: 'TEXT', says: 'what there is to say, in English' },
      'title-es': { value: 'TEXT', says: 'the same in Spanish' },
      'text-es': { value: 'TEXT', says: 'the same in Spanish' },
      from: { value: 'MINUTE', says: "when it is shown first, on the clinic's clock: 2026-11-30T08:00 (default: now)" },
      to: { value: 'MINUTE', says: 'when it is shown no longer' },
      severity: { value: 'WORD', of: ['information', 'warning'], says: 'information (default) or warning' },
      role: { value: 'ROLE', of: roleIds, says: 'for this role alone' },
      site: { value: 'ID', says: 'for this site alone' },
      json: asked.json,
    },
    examples: [
      'list',
      'write --to 2026-12-01T18:00 --title "Closed on Tuesday" --text "The portal rests from 6 pm." --title-es "Cerrado el martes" --text-es "El portal descansa desde las 6 pm."',
      'withdraw 5f0c2a1e-…',
    ],
    ends: `change keeps what is not given.\n${ends}`,
  },
  agreements: {
    says: 'versions of the Acceptable Use Agreement',
    verbs: {
      list: looking,
      write: { words: ['DAY'], needs: ['en', 'es'], goes: ['json'] },
      withdraw: { words: ['VERSION'], goes: ['json'] },
      'not-accepted': looking,
    },
    words: {
      DAY: ['the day from which it holds', 'such as 2027-01-01'],
      VERSION: ['a version', 'that holds from a later day on'],
    },
    options: {
      ...places,
      en: {
        value: 'FILE',
        says: 'the English text: its title in the first line, then headings (lines with #) and paragraphs',
      },
      es: { value: 'FILE', says: 'the Spanish text, with as many headings and paragraphs' },
      json: asked.json,
    },
    examples: ['list', 'write 2027-01-01 --en agreement-en.txt --es agreement-es.txt', 'not-accepted --json'],
    ends,
  },
  sessions: {
    says: 'who is signed in, and signing them out',
    verbs: {
      list: { goes: ['username', 'json'] },
      end: { words: ['USERNAME'], needs: ['reason'], goes: ['session', 'json'] },
    },
    words: { USERNAME: ['a username'] },
    options: {
      ...asked,
      username: { value: 'USERNAME', says: 'of this person alone' },
      session: { value: 'ID', says: 'this one alone, as list shows it, instead of all of the person' },
    },
    examples: ['list', 'end maria.garcia --reason "left the workstation open"'],
    ends,
  },
  workstations: {
    says: 'enrolled workstations',
    verbs: {
      list: looking,
      code: { words: ['NAME'], goes: ['json'] },
      revoke: { words: ['WORKSTATION'], needs: ['reason'], goes: ['json'] },
    },
    words: {
      NAME: ['a name for the workstation'],
      WORKSTATION: ['a workstation', 'its name, or its ID as list shows it'],
    },
    options: asked,
    examples: ['list', 'code "Intake 2"', 'revoke "Intake 2" --reason "the machine was stolen"'],
    ends: `A code enrolls one workstation, once, within 24 hours. Revoking signs out whoever is there.\n${ends}`,
  },
  applications: {
    says: 'applications that sign people on',
    verbs: { list: looking, test: { words: ['ID'], goes: ['json'] } },
    words: { ID: ["an application's ID"] },
    options: { ...places, json: asked.json },
    examples: ['list --json', 'test vaos'],
    ends: 'A server has to run on the data; it tries the addresses. Ends with 0 when it is done, 1 when something was refused or an\naddress was not reached, 2 for wrong usage or a fault.',
  },
} as const satisfies Record<string, Command>;
