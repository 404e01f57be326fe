import type { Answers, DeliveryDay } from '../../../../shared/applications/syntropi/answers/enrollment-answers.ts';
import { agreementVersion } from '../../../../shared/applications/syntropi/enrollment/api.ts';
import { type CalendarDate, type ClinicTime, plusDays, plusMonths, today } from '../../../../shared/contract/time.ts';
import { digestOf } from '../../../keys/tokens.ts';
import type { Collections } from '../../../store/contract.ts';
import { trainingSites } from '../../../training/sites.ts';
import { note } from '../enrollment/enrollment-history.ts';
import { type EnrollmentRecord, enrollments } from '../enrollment/enrollment-records.ts';
import { askedKey, emailsOf } from '../status/status.ts';

const { bluebonnet, cedar, liveOak } = trainingSites;

/** Nobody signs in as who did this. */
const by = { accountId: 'training', name: 'Training data' };

/** One that is approved and due for renewal, one that the State has to decide on, and one that was only begun. */
export async function seedEnrollments(collections: Collections, time: ClinicTime): Promise<void> {
  const day = today(time);
  const approvedOn = plusMonths(day, -11);
  const bluebonnetAnswers = answersOf('Bluebonnet', bluebonnet.name, { registryId: bluebonnet.id, day: approvedOn });
  const oakAnswers = answersOf('Live Oak', liveOak.name, { registryId: liveOak.id, day });
  const signature = { name: 'Robin Signer', on: plusDays(day, -3), agreement: agreementVersion, by };
  const base = { revisions: {}, comments: [], asked: [] };
  const records: EnrollmentRecord[] = [
    {
      ...base,
      id: 'training-approved',
      siteId: bluebonnet.id,
      siteName: bluebonnet.name,
      status: 'approved',
      statusSince: approvedOn,
      answers: bluebonnetAnswers,
      signature: { ...signature, on: approvedOn },
      organizationId: 'bluebonnet',
      renewBy: plusDays(plusMonths(approvedOn, 12), -1),
      asked: emailsOf(bluebonnetAnswers).map((email) => askedKey(digestOf('990001'), email)),
    },
    {
      ...base,
      id: 'training-submitted',
      siteId: liveOak.id,
      siteName: liveOak.name,
      status: 'submitted',
      statusSince: signature.on,
      answers: oakAnswers,
      signature,
    },
    {
      ...base,
      id: 'training-draft',
      siteId: cedar.id,
      siteName: cedar.name,
      status: 'draft',
      statusSince: plusDays(day, -1),
      answers: {
        registration: { registered: true, registryId: cedar.id, agreementOn: plusMonths(day, -1) },
        programs: { programs: ['TVFC', 'ASN'] },
        facility: { ...facilityOf('Cedar Elm', cedar.name), kind: 'fqhc' },
      },
    },
  ];
  for (const record of records) {
    await collections.collection(enrollments).insert(record);
    const at = Date.parse(`${record.statusSince}T18:00:00Z`);
    await note(collections, { enrollmentId: record.id, at: at - 1, by, what: 'started' });
    if (record.status !== 'draft') await note(collections, { enrollmentId: record.id, at, by, what: 'submitted' });
    if (record.status === 'approved')
      await note(collections, { enrollmentId: record.id, at: at + 1, by, what: 'approved' });
  }
}

function facilityOf(place: string, name: string) {
  const mail = place.toLowerCase().replaceAll(' ', '.');
  return {
    organization: name,
    name,
    street: '100 Training Way',
    city: 'Austin',
    zip: '78702',
    phone: '(512) 555-0140',
    email: `${mail}@training.example`,
    ownership: 'private',
    kind: 'private-practice',
  } as const;
}

function answersOf(
  place: string,
  name: string,
  { registryId, day }: { registryId: string; day: CalendarDate },
): Answers {
  const open: DeliveryDay = { from: '8:00', to: '17:00', lunchFrom: '12:00', lunchTo: '13:00' };
  const trainedOn = `${day.slice(0, 4)}-01-05` <= day ? `${day.slice(0, 4)}-01-05` : day;
  const mail = place.toLowerCase().replaceAll(' ', '.');
  const coordinator = (who: string, username?: string) => ({
    name: `${who} (Training)`,
    email: `${who.toLowerCase().replace(' ', '.')}@training.example`,
    phone: '(512) 555-0142',
    trainedOn,
    ...(username && { username }),
  });
  const isBluebonnet = place === 'Bluebonnet';
  return {
    registration: { registered: true, registryId, agreementOn: plusMonths(day, -2) },
    programs: { programs: ['TVFC'] },
    facility: facilityOf(place, name),
    hours: { monday: open, tuesday: open, wednesday: open, thursday: open, friday: { from: '8:00', to: '12:00' } },
    population: {
      under1: {
        medicaid: 120,
        uninsured: 14,
        americanIndian: 0,
        underinsured: 0,
        chip: 10,
        otherUnderinsured: 3,
        insured: 90,
        total: 237,
      },
      from1to6: {
        medicaid: 410,
        uninsured: 52,
        americanIndian: 2,
        underinsured: 0,
        chip: 61,
        otherUnderinsured: 9,
        insured: 330,
        total: 864,
      },
      from7to18: {
        medicaid: 520,
        uninsured: 88,
        americanIndian: 1,
        underinsured: 0,
        chip: 97,
        otherUnderinsured: 12,
        insured: 450,
        total: 1168,
      },
    },
    storage: {
      units: [
        {
          name: 'Vaccine refrigerator 1',
          kind: 'refrigerator',
          logger: isBluebonnet ? 'DDL-104233' : `DDL-${mail.length}50001`,
          calibratedOn: plusMonths(day, -6),
          calibrationDue: plusMonths(day, 18),
        },
        {
          name: 'Freezer',
          kind: 'freezer',
          logger: isBluebonnet ? 'DDL-118820' : `DDL-${mail.length}50002`,
          calibratedOn: plusMonths(day, -6),
          calibrationDue: plusMonths(day, 18),
        },
      ],
    },
    coordinators: isBluebonnet
      ? { primary: coordinator('Maria Garcia', 'maria.garcia'), secondary: coordinator('Terry Backup') }
      : { primary: coordinator('Lou Oakley'), secondary: coordinator('Ali Branch') },
    clinician: {
      name: 'Robin Signer',
      license: 'md',
      number: 'K1234',
      expiresOn: plusMonths(day, 20),
      npi: '1234567893',
    },
  };
}
