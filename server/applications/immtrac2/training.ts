import { practiceClients } from '../../../shared/applications/immtrac2/texts.ts';
import type { Store } from '../../store/contract.ts';
import { trainingSites } from '../../training/sites.ts';
import { type CalendarDate, type ClinicTime, plusDays, plusMonths, today } from '../../../shared/contract/time.ts';
import { Synthetic } from '../platform/synthetic.ts';
import { searchKey } from './find-clients.ts';
import { type ClientRecord, clients, immunizations, sites } from './records.ts';
import { TrainingHistories } from './training-histories.ts';

const { bluebonnet, pecan } = trainingSites;
const siteIds = [bluebonnet.id, pecan.id] as const;

const firstNames = {
  female: [
    'Ava',
    'Camila',
    'Chloe',
    'Elena',
    'Emma',
    'Fatima',
    'Grace',
    'Guadalupe',
    'Hannah',
    'Isabel',
    'Jasmine',
    'Linh',
    'Mei',
    'Noemí',
    'Olivia',
    'Priya',
    'Rosa',
    'Sofía',
    'Tamara',
    'Ximena',
  ],
  male: [
    'Aiden',
    'Andrés',
    'Caleb',
    'Diego',
    'Elijah',
    'Gabriel',
    'Hiro',
    'Isaac',
    'Jamal',
    'José',
    'Kofi',
    'Lucas',
    'Mateo',
    'Minh',
    'Noah',
    'Omar',
    'Rafael',
    'Samuel',
    'Tomás',
    'Wyatt',
  ],
  unknown: ['Alex', 'Jordan', 'Riley', 'Sam'],
} as const;

/** No real family has these names, so that nobody takes a training record for a person. */
const lastNames = [
  'Testcase',
  'Sample',
  'Practice',
  'Training',
  'Exercise',
  'Specimen',
  'Mockup',
  'Rehearsal',
  'Drill-Sample',
  'Ejemplo',
  'Prueba',
  'Ensayo',
  'Muestra',
  'Práctica',
  'Beispiel',
  'Exemple',
  'Esempio',
  'Mẫu',
] as const;

const addresses = {
  [bluebonnet.id]: ['Austin, TX 78702', 'Austin, TX 78741', 'Pflugerville, TX 78660', 'Round Rock, TX 78664'],
  [pecan.id]: ['San Marcos, TX 78666', 'Kyle, TX 78640', 'Buda, TX 78610', 'New Braunfels, TX 78130'],
};

const clientCount = 240;

/** Fills an empty registry with synthetic clients of the two training sites. */
export async function seedImmTrac2(store: Store, time: ClinicTime): Promise<void> {
  const random = new Synthetic(20_220_128);
  const day = today(time);
  const otherSites = new Map<string, string>([
    [bluebonnet.id, pecan.id],
    [pecan.id, bluebonnet.id],
  ]);
  const histories = new TrainingHistories(random, day, otherSites);
  const practice = practiceClients.map((known, index) => practiceClient(random, known, siteIds[index % 2]!));
  const others = Array.from({ length: clientCount }, (_, index) => syntheticClient(random, day, index));
  const people = [
    // Came at thirteen months, so that both kinds of record are there to be seen.
    ...practice.map((client) => ({ client, history: histories.of(client, plusMonths(client.birthDate, 13)) })),
    ...others.map((client) => ({ client, history: histories.of(client) })),
  ];
  await store.transaction(async (collections) => {
    const signedOn = plusMonths(today(time), -7);
    const signers = new Map<string, string>([
      [bluebonnet.id, 'Robin Signer, MD (Training)'],
      [pecan.id, 'Jamie Signer, NP (Training)'],
    ]);
    for (const site of [bluebonnet, pecan]) {
      await collections.collection(sites).put({ ...site, agreement: { signer: signers.get(site.id)!, signedOn } });
    }
    for (const { client, history } of people) {
      await collections.collection(clients).put(client);
      for (const record of history) await collections.collection(immunizations).put(record);
    }
  });
}

function practiceClient(random: Synthetic, practice: (typeof practiceClients)[number], siteId: string): ClientRecord {
  const { consented, ...known } = practice;
  return {
    ...known,
    id: opaqueId(random),
    searchKey: searchKey(known.lastName, known.firstName, known.birthDate),
    sex: 'female',
    siteId,
    address: random.pick(addresses[siteId as keyof typeof addresses]),
    consent: consented ? 'minor' : 'none',
  };
}

function syntheticClient(random: Synthetic, day: CalendarDate, index: number): ClientRecord {
  const siteId = siteIds[index % 2]!;
  const sex = random.chance(0.03) ? 'unknown' : random.pick(['female', 'male'] as const);
  const lastName = random.pick(lastNames);
  const firstName = random.pick(firstNames[sex]);
  const isChild = siteId === pecan.id || random.chance(0.45);
  // More infants than their share of a population: they are whom a clinic sees most.
  const months = isChild ? Math.floor(random.fraction() ** 1.6 * 18 * 12) : random.integer(19 * 12, 91 * 12);
  const birthDate = plusDays(plusMonths(day, -months), -random.integer(1, 28));
  return {
    id: opaqueId(random),
    immtrac2Id: String(9_900_001_000 + index * 7 + random.integer(0, 6)),
    lastName,
    firstName,
    searchKey: searchKey(lastName, firstName, birthDate),
    birthDate,
    sex,
    siteId,
    address: random.pick(addresses[siteId]),
    consent: random.chance(0.08) ? 'none' : isChild || random.chance(0.1) ? 'minor' : 'adult',
  };
}

function opaqueId(random: Synthetic): string {
  return random.text('abcdefghijklmnopqrstuvwxyz234567', 16);
}
