import type { Fit } from '../../../../shared/applications/immtrac2/clients/api.ts';
import type { ClientDetails } from '../../../../shared/applications/immtrac2/fields.ts';
import { today } from '../../../../shared/contract/time.ts';
import { keepAccess } from '../clients/accesses.ts';
import { addClient } from '../clients/add-client.ts';
import { affirmConsent, changeClient } from '../clients/change-client.ts';
import { detailsOf } from '../clients/client-record.ts';
import { isMinor } from '../clients/client-details.ts';
import { standingOf } from '../consent/consent.ts';
import { dosesOf } from '../doses/doses.ts';
import { clients } from '../records.ts';
import type { RegistryDeps } from '../registry.ts';
import { nameKey, withKeys } from '../clients/search-keys.ts';
import type { ClientRecord } from '../shapes.ts';
import type { Fault } from './faults.ts';
import { matchClient } from './match-client.ts';
import { type Identifier, joined, type Report, type ReportedPerson } from './report.ts';
import type { Sender } from './sender.ts';
import { takeOrders } from './take-orders.ts';

export interface Taken {
  readonly faults: readonly Fault[];
  /** Opaque; undefined where nothing was stored. */
  readonly client?: string | undefined;
}

/**
 * What a VXU reports goes into the registry by the registry's own rules [I7]: all of it that fits.
 * @param deps within one transaction
 */
export async function takeReport(deps: RegistryDeps, { person, orders }: Report, sender: Sender): Promise<Taken> {
  const faults: Fault[] = [];
  const found = await clientFor(deps, person, sender, faults);
  if (found === undefined) return { faults };
  const { client, isNew } = found;
  const known = isNew || orders.length === 0 ? [] : await dosesOf(deps.store, client);
  faults.push(...(await takeOrders(deps, { client, known }, orders, sender)));
  await keepAccess(deps, { name: sender.name, sites: [sender.site] }, [client.id], {
    what: 'immunization',
    reason: 'client-care',
  });
  return { faults, client: client.id };
}

interface FoundClient {
  readonly client: ClientRecord;
  readonly isNew: boolean;
}

/** The client's record as it then is. Faults about consent are said once, however many doses the message has. */
async function clientFor(
  deps: RegistryDeps,
  person: ReportedPerson,
  sender: Sender,
  faults: Fault[],
): Promise<FoundClient | undefined> {
  const refuse = (code: Fault['code'], at: string, cause: Fault['cause'], text: string) => {
    faults.push({ severity: 'E', code, at, cause, text });
    return undefined;
  };
  if (person.consent === 'not given') {
    const text =
      'PD1-12 is Y: the client does not consent to the registry. Nothing was stored. Where consent was withdrawn, withdraw it in ImmTrac2 with the signed form.';
    return refuse(207, 'PD1^1^12', 'consent', text);
  }
  const { details, immtrac2Id, identifiers } = person;
  const matched = await matchClient(deps, { asked: { ...details, ...details.address }, immtrac2Id, identifiers });
  if (matched.match === 'doubt') {
    const text =
      'The client may be somebody who is in the registry, and not enough agrees to be sure. Nothing was stored. Look in ImmTrac2, and send the ImmTrac2 ID in PID-3 (type SR, authority TEXIIS).';
    return refuse(207, 'PID^1^3', 'client-match', text);
  }
  const consents = consentOf(person, sender, deps, faults);
  if (matched.match === 'one') {
    const { client, fit } = matched;
    const isPartial = standingOf(client, today(deps)) !== 'standard';
    if (isPartial && consents === undefined) return refuse(101, 'PD1^1^12', 'consent', noConsent);
    if (isPartial) await affirmConsent(deps, client, consents!, sender.site.id);
    return { client: await updated(deps, client, fit, person, sender, faults), isNew: false };
  }
  if (consents === undefined) return refuse(101, 'PD1^1^12', 'consent', noConsent);
  const asNew = { details, consent: consents, siteId: sender.site.id };
  const added = await addClient(deps, asNew, nameKey(details), identifiers);
  if (added.outcome === 'refused') {
    const [first] = added.fields;
    return refuse(207, 'PD1^1^12', 'consent', `Consent ${first!.message}. Nothing was stored.`);
  }
  if (added.outcome !== 'added') {
    return refuse(
      207,
      'PID^1^3',
      'client-match',
      'The client is in the registry already. Nothing was stored; look in ImmTrac2.',
    );
  }
  return added;
}

const noConsent =
  'Nothing says that the client has consented to the registry, which Texas needs. Nothing was stored. Send N in PD1-12 with the date of the signed consent in PD1-13, or affirm the consent in ImmTrac2 and send the message again.';

/** The consent that the sender affirms; each kind is for an age. */
function consentOf(
  { consent, consentSince, details }: ReportedPerson,
  sender: Sender,
  deps: RegistryDeps,
  faults: Fault[],
) {
  if (consent !== 'given') return undefined;
  const day = today(deps);
  const { birthDate } = details;
  const kind = isMinor(birthDate, day) ? ('minor' as const) : ('adult' as const);
  const isPossible = consentSince === undefined || (consentSince >= birthDate && consentSince <= day);
  if (!isPossible) {
    const text =
      'The date of consent is not between the date of birth and today. Today was stored as the day on which you affirmed it.';
    faults.push({ severity: 'W', code: 207, at: 'PD1^1^13', cause: 'consent', text });
  }
  return { kind, signer: `As ${sender.name} affirms`.slice(0, 60), signedOn: isPossible ? (consentSince ?? day) : day };
}

/** What a message may change of who is there: where and how to reach them. Who they are is changed by a person. */
async function updated(
  deps: RegistryDeps,
  client: ClientRecord,
  fit: Fit,
  person: ReportedPerson,
  sender: Sender,
  faults: Fault[],
): Promise<ClientRecord> {
  const { details } = person;
  const vital = ['lastName', 'firstName', 'birthDate'] as const;
  if (vital.some((field) => fit[field] !== 'same')) {
    const text =
      'Name or date of birth is written differently in the registry and was not changed; correct it in ImmTrac2 if yours is right.';
    faults.push({
      severity: 'W',
      code: 207,
      at: fit.birthDate === 'same' ? 'PID^1^5' : 'PID^1^7',
      cause: 'client-details',
      text,
    });
  }
  const kept = detailsOf(client);
  const next = overlaid(kept, details);
  if (JSON.stringify(next) !== JSON.stringify(kept)) {
    const changed = await changeClient(deps, client, { details: next, revision: client.revision }, sender.site.id);
    if (changed.outcome === 'refused') {
      const text = `What is reported of the client does not fit with the record (${changed.fields[0]!.field} ${changed.fields[0]!.message}); it was not changed.`;
      faults.push({ severity: 'W', code: 207, at: 'PID^1', cause: 'client-details', text });
    }
  }
  return withIdentifiers(deps, client.id, person.identifiers);
}

function overlaid(kept: ClientDetails, sent: ClientDetails): ClientDetails {
  const { middleName, suffix, motherFirstName, motherMaidenName, races, ethnicity, birthOrder } = sent;
  const missing = { middleName, suffix, motherFirstName, motherMaidenName, races, ethnicity, birthOrder };
  const { phone, phoneExtension, email, guardian } = sent;
  const current = { phone, phoneExtension, email, guardian };
  const there = (values: object) =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  const isSamePlace = JSON.stringify(placeOf(kept.address)) === JSON.stringify(placeOf(sent.address));
  const died = sent.status === 'deceased' && kept.status !== 'deceased';
  return {
    ...kept,
    ...Object.fromEntries(Object.entries(there(missing)).filter(([name]) => !(name in kept))),
    ...there(current),
    address: isSamePlace ? kept.address : sent.address,
    ...(died && { status: 'deceased', deathDate: sent.deathDate }),
  };
}

/** The same place, however it is capitalized and whatever else is kept of it. */
function placeOf({ street, poBox = '', city, state, zip }: ClientDetails['address']) {
  return [street, poBox, city, state, zip.slice(0, 5)].map((each) => each.toLowerCase().replaceAll(/\W+/g, ' ').trim());
}

async function withIdentifiers(deps: RegistryDeps, id: string, sent: readonly Identifier[]): Promise<ClientRecord> {
  // Whoever records for this client at the same moment sees what this does, or this sees what they do.
  const kept = await deps.store.collection(clients).update(id, (client) => {
    const known = client.identifiers ?? [];
    const identifiers = joined(known, sent);
    return identifiers === known ? { ...client } : withKeys({ ...client, identifiers });
  });
  return kept!;
}
