import type { BodySite, Eligibility, Ownership, Route, Sex } from './api.ts';

/** What ImmTrac2's pages say. */
export const immtrac2Texts = {
  statement: {
    title: 'Confidentiality Statement',
    paragraphs: [
      'The registry holds confidential health information. Texas Health and Safety Code, Sections 161.007 to 161.009, says who may see it and what for.',
      'Look up a client only when your work for that client needs it. Pass nothing on to anyone who is not entitled to it, and keep screens and printouts out of sight of others.',
      'Use your own sign-in only. What you look up and change is kept with your name. Releasing information without permission can end your access and is punishable by law.',
    ],
    agree: 'I Agree',
  },
  landing: {
    title: 'Welcome',
    heading: 'Welcome to the Texas Immunization Registry',
    text: 'Choose where to go on.',
    sites: 'You work for',
    noSites: 'No site is named in your account. You can look up clients; what you see belongs to other sites.',
    enter: 'ImmTrac2',
  },
  pandemic: {
    title: 'Pandemic Message',
    paragraphs: [
      'Report every COVID-19 dose within 24 hours after it was given, for clients of any age.',
      'Immunizations given in a declared disaster are kept for five years after it ends, unless the client consents to keeping them longer.',
    ],
    acknowledge: 'OK',
  },
  siteAgreement: {
    title: 'Site Agreement',
    text: [
      'Everyone who uses ImmTrac2 for this site has a username of their own. Usernames are not shared.',
      'The site protects the ImmTrac2 usernames and passwords of its people from unauthorized use, and tells ImmTrac2 Customer Support at once when someone leaves.',
      'The site uses the registry only for the care of its clients and keeps what it learns there confidential.',
    ],
    signedBy: 'Authorized Signer',
    signedOn: 'Signed on',
    notSigned: 'Not signed yet. The Authorized Signer of the site signs it in Syntropi.',
    noSites: 'No site is named in your account.',
  },
  find: {
    title: 'Find a client',
    hint: 'Enter the ImmTrac2 ID alone, or last name, first name and date of birth.',
    immtrac2Id: 'ImmTrac2 ID',
    lastName: 'Last name',
    firstName: 'First name',
    birthDate: 'Date of birth',
    find: 'Find',
    clear: 'Clear',
    name: 'Name',
    sex: 'Sex',
    site: 'Site',
    idAlone: 'Enter the ImmTrac2 ID alone, or clear it to search by name.',
    missing: {
      immtrac2Id: 'Enter an ImmTrac2 ID, or the names and the date of birth.',
      lastName: 'Enter the last name.',
      firstName: 'Enter the first name.',
      birthDate: 'Enter the full date of birth.',
    },
    results: 'Clients',
    found: (count: number) => (count === 1 ? '1 client found' : `${count} clients found`),
    none: 'No client found',
    noneText:
      'Check the spelling and the date of birth. A person who is not in the registry, or has not consented to it, is not found here.',
    training: 'All clients here are synthetic. To practice, find one of these:',
    born: 'born',
    notConsented: 'has not consented, and so is not found',
  },
  client: {
    title: 'Client',
    back: 'Find another client',
    gone: 'No client found',
    goneText: 'Nobody in the registry is at this address. Find the client again.',
    ageLabel: 'Age',
    age: (years: number, months: number) => `${years} y ${months} mo`,
    address: 'Address',
  },
  history: {
    caption: 'Immunization history',
    none: 'No immunizations are recorded for this client.',
    group: 'Vaccine group',
    date: 'Date',
    vaccine: 'Vaccine [trade name]',
    manufacturer: 'Manufacturer',
    lot: 'Lot',
    dose: 'Dose',
    place: 'Route and site',
    record: 'Record',
    eligibility: 'Eligibility',
  },
  sex: { female: 'Female', male: 'Male', unknown: 'Not recorded' } satisfies Record<Sex, string>,
  ownership: {
    owned: 'Owned',
    'not-owned': 'Other site',
    historical: 'Historical',
  } satisfies Record<Ownership, string>,
  eligibility: {
    V01: 'Not eligible',
    V02: 'Medicaid',
    V03: 'Uninsured',
    V04: 'American Indian or Alaska Native',
    V05: 'Underinsured (FQHC)',
  } satisfies Record<Eligibility, string>,
  route: { IM: 'IM', SC: 'SC', PO: 'Oral', NS: 'Nasal' } satisfies Record<Route, string>,
  bodySite: { LA: 'left arm', RA: 'right arm', LT: 'left thigh', RT: 'right thigh' } satisfies Record<BodySite, string>,
} as const;

/** Synthetic clients that every training registry has, for the first steps. */
export const practiceClients = [
  { firstName: 'Avery', lastName: 'Testcase', birthDate: '2019-05-04', immtrac2Id: '9900000001', consented: true },
  { firstName: 'Luz', lastName: 'Ejemplo', birthDate: '2024-02-29', immtrac2Id: '9900000002', consented: true },
  { firstName: 'Morgan', lastName: 'Sample', birthDate: '1954-11-30', immtrac2Id: '9900000003', consented: false },
] as const;
