import { type CalendarDate, dateInWords } from '../../../../contract/time.ts';

/**
 * What the registry's rules refuse in a field, by the code that the server sends; each goes on after the name of the field.
 * Answers to HL7 messages have the English.
 */
export const refusalsEn = {
  missing: 'is missing',
  'in-future': 'is in the future',
  'email-format': 'must be an email address',
  'not-your-site': 'is none of your sites',
  'site-lapsed': (ended: CalendarDate) =>
    `has a Site Agreement that ended on ${dateInWords(ended)}; its Point of Contact renews it, and then the site can record again`,

  // Clients
  'name-too-short': 'must have two letters or more',
  'name-with-digits': 'must not have digits',
  'name-stands-in': 'must be the name that the client has; wait until there is one',
  'birth-date-range': 'must be after January 1, 1890 and not in the future',
  'birth-after-dose': 'is after a dose in the history; correct that dose first',
  'death-date-range': 'must be between the date of birth and today',
  'death-date-missing': 'is missing',
  'death-before-dose': 'is before a dose in the history; correct that dose first',
  'not-deceased': 'belongs to the status Deceased alone',
  'state-unknown': 'must be two letters, such as TX',
  'zip-format': 'must have 5 digits, or 9',
  'phone-format': 'must have 10 digits, such as 512-555-0134',
  'extension-format': 'must have up to 7 digits',

  // Consent
  'minors-only': 'is for clients younger than 18; an adult signs the adult form',
  'adults-only': 'is for clients of 18 years or more',
  'signed-date-range': 'must be between the date of birth and today',

  // Doses, reactions and refusals
  'dose-in-future': 'is in the future; a planned dose is an appointment',
  'before-birth': 'is before the client was born',
  'after-death': 'is after the client’s death',
  'client-died': 'cannot be recorded as given now: the client has died. Enter it as history',
  'vaccine-unknown': 'is no vaccine of the code table',
  'vaccine-retired': 'is not given any more; enter it as history',
  'dose-needs-consent': 'needs standard consent: the client has consented to doses of a disaster alone',
  'lot-format': 'must have up to 20 capital letters and digits',
  'amount-range': 'must be more than 0 and at most 10',
  'statement-later': 'must be editions of before that day',
  'maker-unknown': 'is no manufacturer of the code table',
  'maker-differs': 'does not make this vaccine',
  'trade-name-differs': 'is not the name of this vaccine by this manufacturer',
  'ndc-unknown': 'is not in the table of units of use',
  'ndc-differs': 'belongs to another vaccine or manufacturer',
  expired: 'is before the day on which it was given. Confirm that it was given expired, or correct it',
  'eligibility-age': 'is for clients younger than 19; choose Not eligible',
  duplicate: 'is recorded for this day already; a second injection has another lot',
  'duplicate-in-entry': 'stands twice in this entry; a second injection has another lot',
  'reaction-date-range': 'must be between the day of the dose and today',
  'no-vaccine-group': 'is no vaccine group',

  // Observations
  'observation-needs-consent': 'needs standard consent',
  'observation-unknown': 'is not in the list',
  'observation-other-sex': 'does not fit the sex in the record',
  'already-recorded': 'is recorded already',
  'too-early': 'is before it can have been',
  'since-missing': 'is missing: what is due depends on that day',

  // Site Agreements
  'not-accepted': 'has to be read and accepted',
  'ten-digits': 'must have ten digits',
  'zip-with-hyphen': 'must have five digits, or nine with a hyphen',
  'signed-lately': (days: number) => `must be within the last ${days} days`,
  'signed-elsewhere': 'is needed: only the Authorized Signer signs here',
  'own-name': (name: string) => `must be your own name as it is in your account: ${name}`,
  'not-today': 'must be today',

  // Reports
  'group-not-in-schedule': 'is no vaccine group of the schedule',
  'before-first-day': 'is before the first day',
  'period-too-long': (years: number) => `must be less than ${years} years before the last day`,

  // Web FTP Upload
  'password-too-short': (shortest: number) => `must have ${shortest} characters or more`,
  'password-with-username': 'must not contain the username',
  'password-as-before': 'must be another one than before',
} as const;

/** Codes of what is refused in the same words each time. */
export type PlainRefusal = {
  [Code in keyof typeof refusalsEn]: (typeof refusalsEn)[Code] extends string ? Code : never;
}[keyof typeof refusalsEn];
