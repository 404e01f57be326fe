import type { Client, SearchAnswer } from '../../../shared/applications/immtrac2/clients/api.ts';
import type { ClientDetails, Dose } from '../../../shared/applications/immtrac2/fields.ts';
import { trainingSites } from '../../../server/training/sites.ts';
import { clinicStaff, type Started, type Visitor } from './started.ts';

/** Steps that tests of the registry share. */

export const siteId = trainingSites.bluebonnet.id;

export async function agreed(registry: Started, caller = clinicStaff): Promise<Visitor> {
  const visitor = await registry.as(caller);
  await visitor.post('/api/entry', { step: 'statement' });
  return visitor;
}

/** Somebody who is not in the registry yet; each test has a family name of its own. */
export function details(change: Partial<ClientDetails> = {}): ClientDetails {
  return {
    lastName: 'Specimen',
    firstName: 'Robin',
    birthDate: '2023-04-05',
    sex: 'female',
    address: { street: '12 Practice Ct', city: 'Austin', state: 'TX', zip: '78702' },
    status: 'active',
    contactAllowed: true,
    ...change,
  };
}

export const consent = { kind: 'minor', signer: 'Pat Specimen', signedOn: '2026-11-20' } as const;

export async function search(visitor: Visitor, who: ClientDetails, change: object = {}): Promise<SearchAnswer> {
  const { lastName, firstName, birthDate, sex, address } = who;
  const asked = { lastName, firstName, birthDate, sex, street: address.street, ...change };
  return (await visitor.post('/api/clients/search', asked)).body as SearchAnswer;
}

/** Looks for somebody and adds them. @returns the id */
export async function add(visitor: Visitor, who: ClientDetails, signed: object = consent): Promise<string> {
  await search(visitor, who);
  const answer = await visitor.post('/api/clients', { details: who, consent: signed, siteId });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return (answer.body as { id: string }).id;
}

export async function read(visitor: Visitor, id: string): Promise<Client> {
  return (await visitor.get(`/api/clients/${id}`)).body as Client;
}

export const dosesIn = (client: Client) =>
  client.history.flatMap(({ immunizations }) => immunizations).map(({ date, dose }) => `${date} ${dose.cvx}`);

/** A dose that was given here, complete. */
export function given(change: Partial<Dose> = {}): Dose {
  return {
    cvx: '03',
    mvx: 'MSD',
    tradeName: 'M-M-R II',
    lot: 'X009911',
    expiration: '2027-05-31',
    amount: 0.5,
    unit: 'mL',
    route: 'SC',
    bodySite: 'LA',
    funding: 'PHC70',
    eligibility: 'V01',
    administeredBy: 'Pat Nurse, RN',
    ...change,
  };
}

export const today = '2026-11-22';

export async function record(visitor: Visitor, id: string, doses: readonly Dose[], change: object = {}) {
  return visitor.post(`/api/clients/${id}/immunizations`, { date: today, siteId, doses: [...doses], ...change });
}

export const fieldsOf = ({ body }: { body: unknown }) =>
  ((body as { fields?: { field: string }[] }).fields ?? []).map(({ field }) => field);
