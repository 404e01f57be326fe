import { practiceClients } from '../../../../shared/applications/immtrac2/practice-clients.ts';
import type { Store } from '../../../store/contract.ts';
import { trainingSites } from '../../../training/sites.ts';
import {
  type CalendarDate,
  type ClinicTime,
  monthsBetween,
  plusDays,
  plusMonths,
  today,
} from '../../../../shared/contract/time.ts';
import { Synthetic } from '../../platform/synthetic.ts';
import { clients, immunizations, observations, sites } from '../records.ts';
import { withKeys } from '../clients/search-keys.ts';
import type { ClientRecord, ObservationRecord } from '../shapes.ts';
import { TrainingHistories } from './histories.ts';

const { bluebonnet, pecan } = trainingSites;
const siteIds = [bluebonnet.id, pecan.id] as const;
/** Twins live at one place. */
const practiceSites = [bluebonnet.id, pecan.id, bluebonnet.id, pecan.id, pecan.id] as const;

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

const places = {
  [bluebonnet.id]: [
    { city: 'Austin', zip: '78702', county: 'Travis' },
    { city: 'Austin', zip: '78741', county: 'Travis' },
    { city: 'Pflugerville', zip: '78660', county: 'Travis' },
    { city: 'Round Rock', zip: '78664', county: 'Williamson' },
  ],
  [pecan.id]: [
    { city: 'San Marcos', zip: '78666', county: 'Hays' },
    { city: 'Kyle', zip: '78640', county: 'Hays' },
    { city: 'Buda', zip: '78610', county: 'Hays' },
    { city: 'New Braunfels', zip: '78130', county: 'Comal' },
  ],
};

/** No street of that name is in Texas. */
const streets = ['Training Ln', 'Example Ave', 'Practice Ct', 'Rehearsal Rd', 'Sample Blvd'] as const;

const clientCount = 240;

/** Fills an empty registry with synthetic clients of the two training sites. A start that was cut off later has left all of them. */
export async function seedImmTrac2(store: Store, time: ClinicTime): Promise<void> {
  if ((await store.collection(sites).get(bluebonnet.id)) !== undefined) return;
  const random = new Synthetic(20_220_128);
  const day = today(time);
  const otherSites = new Map<string, string>([
    [bluebonnet.id, pecan.id],
    [pecan.id, bluebonnet.id],
  ]);
  const histories = new TrainingHistories(random, day, otherSites);
  const practice = practiceClients.map((known, index) => practiceClient(random, known, practiceSites[index]!));
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
    const conditions = people.map(({ client }) => conditionOf(client, day)).filter((known) => known !== undefined);
    await collections.collection(clients).insertAll(people.map(({ client }) => client));
    await collections.collection(immunizations).insertAll(people.flatMap(({ history }) => history));
    await collections.collection(observations).insertAll(conditions);
  });
}

function practiceClient(
  random: Synthetic,
  practice: (typeof practiceClients)[number],
  siteId: keyof typeof places,
): ClientRecord {
  const { consented, street, ...known } = practice;
  return withKeys({
    ...base,
    ...known,
    id: opaqueId(random),
    siteId,
    addresses: [{ street, state: 'TX', ...places[siteId][0]!, from: known.birthDate, siteId }],
    consents: consented ? [{ kind: 'minor', signer: `Parent of ${known.firstName} (Training)`, siteId }] : [],
  });
}

/** Of a few adults, what makes more vaccines due for them. */
function conditionOf(
  { id, birthDate, siteId, consents }: ClientRecord,
  day: CalendarDate,
): ObservationRecord | undefined {
  const born = Number(birthDate.replaceAll('-', ''));
  if (consents.length === 0 || monthsBetween(birthDate, day) < 19 * 12 || born % 4 !== 0) return undefined;
  // Diabetes, asthma, no spleen, health care worker.
  const code = (['014', '027', '160', '055'] as const)[(born / 4) % 4]!;
  const by = { accountId: 'training', name: 'Casey Nurse (Training)' };
  return { id: `condition-${id}`, clientId: id, siteId, code, recordedOn: plusMonths(day, -6), by };
}

const base = { status: 'active', contactAllowed: true, revision: 1, keys: [] } as const;

function addressAt(random: Synthetic, siteId: string) {
  const place = random.pick(places[siteId as keyof typeof places]);
  return { street: `${random.integer(100, 9900)} ${random.pick(streets)}`, state: 'TX', ...place };
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
  const kind = isChild || random.chance(0.1) ? 'minor' : 'adult';
  return withKeys({
    ...base,
    id: opaqueId(random),
    immtrac2Id: String(9_900_001_000 + index * 7 + random.integer(0, 6)),
    lastName,
    firstName,
    birthDate,
    sex,
    siteId,
    addresses: [{ ...addressAt(random, siteId), from: birthDate, siteId }],
    // Numbers that nobody has.
    phone: `512555${String(random.integer(100, 199)).padStart(4, '0')}`,
    ...(isChild && { motherFirstName: random.pick(firstNames.female), motherMaidenName: random.pick(lastNames) }),
    consents: random.chance(0.08) ? [] : [{ kind, siteId }],
  });
}

function opaqueId(random: Synthetic): string {
  return random.text('abcdefghijklmnopqrstuvwxyz234567', 16);
}
