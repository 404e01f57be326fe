import type { Answers } from '../../../shared/applications/syntropi/answers/enrollment-answers.ts';
import type { Situation } from '../../../shared/applications/syntropi/answers/enrollment-rules.ts';
import { trainingSites } from '../../../server/training/sites.ts';

export const siteId = trainingSites.juniper.id;

/** Of the day on which tests of applications are. */
export const situation: Situation = { day: '2026-11-22', siteId, hasLetter: false, enrolledUntil: {} };

const open = { from: '8:00', to: '17:00', lunchFrom: '12:00', lunchTo: '13:00' };
const children = {
  medicaid: 5,
  uninsured: 4,
  americanIndian: 0,
  underinsured: 0,
  chip: 3,
  otherUnderinsured: 2,
  insured: 1,
  total: 15,
};

/** Everything that is asked of a private practice for TVFC. */
export const complete = {
  registration: { registered: true, registryId: siteId, agreementOn: '2026-10-01' },
  programs: { programs: ['TVFC'] },
  facility: {
    organization: 'Juniper Training Clinics',
    name: 'Juniper Training Clinic',
    street: '300 Practice Road',
    city: 'Austin',
    zip: '78703',
    phone: '(512) 555-0160',
    email: 'juniper@training.example',
    ownership: 'private',
    kind: 'private-practice',
  },
  hours: { monday: open, tuesday: open },
  population: { under1: children, from1to6: children, from7to18: children },
  storage: {
    units: [
      {
        name: 'Refrigerator',
        kind: 'refrigerator',
        logger: 'DDL-1',
        calibratedOn: '2026-02-01',
        calibrationDue: '2028-02-01',
      },
      { name: 'Freezer', kind: 'freezer', logger: 'DDL-2', calibratedOn: '2026-02-01', calibrationDue: '2028-02-01' },
    ],
  },
  coordinators: {
    primary: { name: 'Jo One', email: 'jo@training.example', phone: '512-555-0161', trainedOn: '2026-03-01' },
    secondary: { name: 'Al Two', email: 'al@training.example', phone: '512-555-0162', trainedOn: '2026-03-02' },
  },
  clinician: { name: 'Robin Signer', license: 'md', number: 'K1234', expiresOn: '2027-06-30', npi: '1234567893' },
} as const satisfies Answers;
