import type { Patient } from '@medplum/fhirtypes';
import { Problem } from '../../../http/problem.ts';
import { shownClient } from '../clients/client-record.ts';
import { findById, findByName, search } from '../clients/find-clients.ts';
import type { Asked } from '../clients/fit.ts';
import { type RegistryDeps, siteOf } from '../registry.ts';
import type { Hit } from './bundle.ts';
import { identifierSystem, patientResource } from './patient.ts';
import { refusedParameter, type Search } from './search.ts';

/** Looking for one person, by the registry's own rules; nobody is shown a list of people [I8]. */

export const patientParameters = [
  ...['_id', 'identifier', 'family', 'given', 'birthdate', 'gender'],
  ...['address', 'address-city', 'address-state', 'address-postalcode', 'phone'],
] as const;

/** @throws Problem where it is not said who is looked for */
export async function findPatients(deps: RegistryDeps, base: string, { values }: Search): Promise<Hit[]> {
  const names = Object.keys(values);
  for (const alone of ['_id', 'identifier']) {
    if (names.includes(alone) && names.length > 1) throw refusedParameter(alone, 'stands alone');
  }
  const found = await foundClients(deps, base, values);
  const hits = await Promise.all(
    found.map(async ({ id, score }): Promise<Hit[]> => {
      const client = await shownClient(deps, id);
      if (client === undefined) return [];
      const resource: Patient = patientResource(client, { base, site: (await siteOf(deps.store, client.siteId)).name });
      const key = `${String(1000 - (score ?? 100)).padStart(4, '0')} ${client.id}`;
      return [{ resource, key, ...(score !== undefined && { score: score / 100 }) }];
    }),
  );
  return hits.flat();
}

async function foundClients(
  deps: RegistryDeps,
  base: string,
  values: Search['values'],
): Promise<readonly { id: string; score?: number }[]> {
  const { _id: id, identifier, family, given, birthdate } = values;
  if (id !== undefined) return [{ id }];
  if (identifier !== undefined) {
    const value = valueOf(identifier, identifierSystem(base));
    return value === undefined ? [] : findById(deps, value);
  }
  if (family === undefined || given === undefined || birthdate === undefined) {
    const detail = 'Give identifier, or _id, or family, given and birthdate; more makes the answer more certain';
    throw new Problem('request-invalid', { detail });
  }
  const asked: Asked = {
    lastName: family,
    firstName: given,
    birthDate: wholeDate(birthdate),
    ...(values['gender'] && { sex: sexOf(values['gender']) }),
    ...(values['address'] && { street: values['address'] }),
    ...(values['address-city'] && { city: values['address-city'] }),
    ...(values['address-state'] && { state: values['address-state'] }),
    ...(values['address-postalcode'] && { zip: values['address-postalcode'] }),
    ...(values['phone'] && { phone: values['phone'] }),
  };
  const isBasic = Object.keys(asked).length === 3;
  const answer = isBasic ? await findByName(deps, asked) : await search(deps, asked);
  if (answer === 'birth date out of range') {
    throw refusedParameter('birthdate', 'must be after January 1, 1890 and not in the future');
  }
  return 'clients' in answer ? answer.clients : answer;
}

/** `system|value`, or the value alone. @returns undefined for a number that is somebody else's */
function valueOf(token: string, system: string): string | undefined {
  const [first = '', second] = token.split('|');
  if (second === undefined) return first;
  return first === '' || first === system ? second : undefined;
}

function wholeDate(typed: string): string {
  const date = typed.replace(/^eq/u, '');
  const time = /^\d{4}-\d\d-\d\d$/u.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  const isDate = !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
  if (!isDate) throw refusedParameter('birthdate', 'must be one whole date, YYYY-MM-DD');
  return date;
}

function sexOf(typed: string): 'female' | 'male' | 'unknown' {
  if (typed === 'female' || typed === 'male') return typed;
  if (typed === 'unknown' || typed === 'other') return 'unknown';
  throw refusedParameter('gender', 'must be female, male, other or unknown');
}
