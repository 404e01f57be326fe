import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { withKeys } from '../../server/applications/immtrac2/clients/search-keys.ts';
import type { ClientRecord, ConsentRecord } from '../../server/applications/immtrac2/shapes.ts';
import type { ClientDetails, ConsentKind } from '../../shared/applications/immtrac2/fields.ts';

/**
 * People of a CSV file: key, last, first, middle, dob, sex, mother_maiden, street, city, zip, ids (`NUMBER@AUTHORITY`,
 * several with blanks between), consent (minor, adult, disaster, withdrawn, none), status, note (`died YYYY-MM-DD`).
 * @throws where a column is missing, or a line has no name or date of birth
 */
export function peopleIn(csv: string, siteId: string): ClientRecord[] {
  const rows = parse<Record<string, string>>(csv, { columns: true, bom: true, trim: true, skip_empty_lines: true });
  return rows.map((row, index) => personOf(row, index, siteId));
}

const sexes: Readonly<Record<string, ClientDetails['sex']>> = { F: 'female', M: 'male' };
const kinds = new Set<string>(['minor', 'adult', 'first-responder', 'family', 'disaster']);

function personOf(row: Record<string, string>, index: number, siteId: string): ClientRecord {
  const { last, first, middle, dob, sex, mother_maiden: mother, street, city, zip, ids, consent, status, note } = row;
  if (!last || !first || !/^\d{4}-\d{2}-\d{2}$/.test(dob ?? '')) {
    throw new Error(`line ${index + 2}: last, first and dob (YYYY-MM-DD) are needed`);
  }
  const isDead = /deceased/i.test(status ?? '');
  const [, deathDate] = /died (\d{4}-\d{2}-\d{2})/.exec(note ?? '') ?? [];
  const consents: ConsentRecord[] = kinds.has(consent ?? '') ? [{ kind: consent as ConsentKind, siteId }] : [];
  const identifiers = (ids ?? '').split(/[\s;]+/).flatMap((each) => {
    const [value, authority] = each.split('@');
    return value && authority ? [{ value, authority, type: 'MR' }] : [];
  });
  return withKeys({
    id: createHash('sha256').update(`${index} ${last} ${first}`).digest('hex').slice(0, 20),
    immtrac2Id: String(1_000_000_001 + index),
    lastName: last,
    firstName: first,
    ...(middle && { middleName: middle }),
    birthDate: dob!,
    sex: sexes[sex ?? ''] ?? 'unknown',
    ...(mother && { motherMaidenName: mother }),
    addresses: [{ street: street ?? '', city: city ?? '', state: 'TX', zip: zip ?? '', from: dob!, siteId }],
    status: isDead ? 'deceased' : 'active',
    ...(isDead && deathDate && { deathDate }),
    contactAllowed: true,
    consents,
    identifiers,
    siteId,
    revision: 1,
    keys: [],
  });
}
