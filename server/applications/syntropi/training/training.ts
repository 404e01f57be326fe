import type { Store } from '../../../store/contract.ts';
import { trainingSites } from '../../../training/sites.ts';
import { type ClinicTime, plusDays, plusMonths, today } from '../../../../shared/contract/time.ts';
import { organizations, sites } from '../records.ts';
import { seedEnrollments } from './training-enrollments.ts';

const { bluebonnet, pecan } = trainingSites;

/** Fills an empty store with the enrolments of the two training clinics. */
export async function seedSyntropi(store: Store, time: ClinicTime): Promise<void> {
  const day = today(time);
  const enrolledFor = (months: number) => {
    const enrolledOn = plusMonths(day, -months);
    return { enrolledOn, renewBy: plusDays(plusMonths(enrolledOn, 12), -1) };
  };
  const maria = {
    name: 'Maria Garcia (Training)',
    username: 'maria.garcia',
    email: 'maria.garcia@training.example',
    phone: '(512) 555-0142',
  };

  await store.transaction(async (collections) => {
    const organizationRecords = collections.collection(organizations);
    await organizationRecords.put({
      id: 'bluebonnet',
      name: bluebonnet.name,
      pin: '990001',
      signer: 'Robin Signer, MD (Training)',
      enrolments: [
        { program: 'COVID-19', status: 'approved', ...enrolledFor(7) },
        { program: 'TVFC', status: 'approved', ...enrolledFor(11) },
        { program: 'ASN', status: 'approved', ...enrolledFor(5) },
      ],
      coordinators: [
        { role: 'primary', ...maria, trainedOn: plusMonths(day, -4) },
        {
          role: 'secondary',
          name: 'Terry Backup (Training)',
          email: 'terry.backup@training.example',
          phone: '(512) 555-0143',
          trainedOn: plusMonths(day, -9),
        },
      ],
      storageUnits: [
        {
          name: 'Vaccine refrigerator 1',
          kind: 'refrigerator',
          logger: 'DDL-104233',
          calibrationDue: plusMonths(day, 8),
        },
        {
          name: 'Vaccine refrigerator 2',
          kind: 'refrigerator',
          logger: 'DDL-104234',
          calibrationDue: plusMonths(day, 8),
        },
        { name: 'Freezer', kind: 'freezer', logger: 'DDL-118820', calibrationDue: plusMonths(day, 1) },
        {
          name: 'COVID-19 storage',
          kind: 'ultra-cold-freezer',
          logger: 'DDL-220017',
          calibrationDue: plusMonths(day, 14),
        },
      ],
    });
    await organizationRecords.put({
      id: 'pecan-street',
      name: pecan.name,
      pin: '990002',
      signer: 'Jamie Signer, NP (Training)',
      enrolments: [
        { program: 'COVID-19', status: 'approved', ...enrolledFor(14) },
        { program: 'TVFC', status: 'approved', ...enrolledFor(3) },
        { program: 'ASN', status: 'in-progress' },
      ],
      coordinators: [
        { role: 'primary', ...maria, trainedOn: plusMonths(day, -4) },
        {
          role: 'secondary',
          name: 'Casey Backup (Training)',
          email: 'casey.backup@training.example',
          phone: '(512) 555-0177',
          trainedOn: plusMonths(day, -2),
        },
      ],
      storageUnits: [
        {
          name: 'Pediatric refrigerator',
          kind: 'refrigerator',
          logger: 'DDL-300561',
          calibrationDue: plusMonths(day, 5),
        },
        { name: 'Freezer', kind: 'freezer', logger: 'DDL-300562', calibrationDue: plusMonths(day, 5) },
      ],
    });
    const siteRecords = collections.collection(sites);
    await siteRecords.put({
      ...bluebonnet,
      organizationId: 'bluebonnet',
      address: '100 Training Way, Austin, TX 78702',
    });
    await siteRecords.put({
      ...pecan,
      organizationId: 'pecan-street',
      address: '200 Practice Lane, San Marcos, TX 78666',
    });
    await seedEnrollments(collections, time);
  });
}
