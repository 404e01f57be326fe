import type { Address, Extension, HumanName, Patient } from '@medplum/fhirtypes';
import { immtrac2En as registry } from '../../../../shared/applications/immtrac2/texts/en.ts';
import type { ClientRecord, KeptAddress } from '../shapes.ts';
import { systems } from './codes.ts';

/** A client as FHIR has people: what may be shown to whoever calls. */

/** The registry's own number, as an identifier of this deployment. @param base the address of its FHIR server */
export const identifierSystem = (base: string) => `${base}/sid/immtrac2-id`;

export function patientResource(client: ClientRecord, { base, site }: { base: string; site: string }): Patient {
  const { id, immtrac2Id, lastName, firstName, middleName, suffix, birthDate, sex, birthOrder, status } = client;
  const { deathDate, phone, email, guardian } = client;
  const name: HumanName = {
    use: 'official',
    family: lastName,
    given: [firstName, ...(middleName ? [middleName] : [])],
    ...(suffix && { suffix: [suffix] }),
  };
  const extension = extensionsOf(client);
  const telecom = [
    ...(phone ? [{ system: 'phone' as const, value: phone, use: 'home' as const }] : []),
    ...(email ? [{ system: 'email' as const, value: email }] : []),
  ];
  return {
    resourceType: 'Patient',
    id,
    ...(extension.length > 0 && { extension }),
    identifier: [
      {
        use: 'official',
        type: { coding: [{ system: systems.identifierType, code: 'SR' }], text: 'ImmTrac2 ID' },
        system: identifierSystem(base),
        value: immtrac2Id,
      },
    ],
    active: status !== 'deceased',
    name: [name],
    ...(telecom.length > 0 && { telecom }),
    gender: sex,
    birthDate,
    ...(deathDate ? { deceasedDateTime: deathDate } : status === 'deceased' && { deceasedBoolean: true }),
    address: client.addresses.map((address, at) => addressOf(address, client.addresses[at - 1])),
    ...(birthOrder !== undefined && { multipleBirthInteger: birthOrder }),
    ...(guardian && {
      contact: [
        {
          relationship: [{ text: guardian.relationship }],
          name: { family: guardian.lastName, given: [guardian.firstName] },
        },
      ],
    }),
    managingOrganization: { display: site },
  };
}

/** A record that is a part of another: whoever kept its id is led to the whole. */
export function replacedPatient(id: string, whole: ClientRecord): Patient {
  return {
    resourceType: 'Patient',
    id,
    active: false,
    link: [{ other: { reference: `Patient/${whole.id}` }, type: 'replaced-by' }],
  };
}

function addressOf({ street, poBox, city, state, zip, county, from }: KeptAddress, newer?: KeptAddress): Address {
  const line = [street, ...(poBox ? [`PO Box ${poBox}`] : [])].filter(Boolean);
  return {
    use: newer === undefined ? 'home' : 'old',
    ...(line.length > 0 && { line }),
    ...(city && { city }),
    ...(county && { district: county }),
    state,
    ...(zip && { postalCode: zip }),
    country: 'US',
    period: { start: from, ...(newer !== undefined && { end: newer.from }) },
  };
}

const coreExtension = 'http://hl7.org/fhir/us/core/StructureDefinition';

function extensionsOf({ races = [], ethnicity, motherMaidenName }: ClientRecord): Extension[] {
  const category = (code: string) => ({ system: systems.raceAndEthnicity, code });
  return [
    ...(races.length > 0
      ? [
          {
            url: `${coreExtension}/us-core-race`,
            extension: [
              ...races.map((code) => ({ url: 'ombCategory', valueCoding: category(code) })),
              { url: 'text', valueString: races.map((code) => registry.race[code]).join(', ') },
            ],
          },
        ]
      : []),
    ...(ethnicity
      ? [
          {
            url: `${coreExtension}/us-core-ethnicity`,
            extension: [
              { url: 'ombCategory', valueCoding: category(ethnicity) },
              { url: 'text', valueString: registry.ethnicity[ethnicity] },
            ],
          },
        ]
      : []),
    ...(motherMaidenName
      ? [{ url: 'http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName', valueString: motherMaidenName }]
      : []),
  ];
}
