import type { CapabilityStatement, CapabilityStatementRestResource } from '@medplum/fhirtypes';
import { limits } from '../../../../shared/contract/limits.ts';
import { patientParameters } from './find-patients.ts';

/** What this FHIR server can do, for programs that ask it first. */

export const scopes = {
  Patient: 'system/Patient.rs',
  Immunization: 'system/Immunization.rs',
  ImmunizationRecommendation: 'system/ImmunizationRecommendation.rs',
} as const;
export type ResourceType = keyof typeof scopes;
/** All of them at once. */
const everyKind = 'system/*.rs';

/** The day on which what is said here last changed. */
const changedOn = '2026-11-30';

type ParameterType = NonNullable<CapabilityStatementRestResource['searchParam']>[number]['type'];

const types: Readonly<Record<string, ParameterType>> = {
  _id: 'token',
  identifier: 'token',
  birthdate: 'date',
  gender: 'token',
  phone: 'token',
  patient: 'reference',
};

function resource(type: ResourceType, parameters: readonly string[]): CapabilityStatementRestResource {
  return {
    type,
    interaction: [{ code: 'read' }, { code: 'search-type' }],
    versioning: 'no-version',
    readHistory: false,
    updateCreate: false,
    searchParam: parameters.map((name) => ({ name, type: types[name] ?? 'string' })),
    documentation: `Scope ${scopes[type]}.`,
  };
}

export function capabilityStatement(base: string, issuer: string): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: changedOn,
    kind: 'instance',
    software: { name: 'ImmTrac2, Enterprise Portal Kiosk' },
    implementation: { description: 'The immunization registry, to be read', url: base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [
      {
        mode: 'server',
        documentation: `Searches are answered as GET and as POST to _search; one answer has at most ${limits.fhir.page.most} resources. A person is found by an identifier, or by names and birth date; who has not consented is not found.`,
        security: {
          cors: false,
          service: [
            {
              coding: [
                { system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' },
              ],
              text: 'Bearer tokens by client credentials (SMART Backend Services)',
            },
          ],
          extension: [
            {
              url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
              extension: [{ url: 'token', valueUri: tokenEndpoint(issuer) }],
            },
          ],
        },
        resource: [
          resource('Patient', patientParameters),
          resource('Immunization', ['patient']),
          resource('ImmunizationRecommendation', ['patient']),
        ],
        operation: [
          {
            name: 'immds-forecast',
            definition: 'http://hl7.org/fhir/us/immds/OperationDefinition/ImmDSForecastOperation',
            documentation: `What is due for anybody, by CDC's CDSi. Nothing of it is kept. Scope ${scopes.ImmunizationRecommendation}.`,
          },
        ],
      },
    ],
  };
}

/** SMART App Launch 2.2, of which other systems use the backend services. */
export function smartConfiguration(issuer: string): object {
  return {
    token_endpoint: tokenEndpoint(issuer),
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['ES256', 'RS256', 'PS256'],
    scopes_supported: [everyKind, ...Object.values(scopes)],
    code_challenge_methods_supported: ['S256'],
    capabilities: ['client-confidential-symmetric', 'client-confidential-asymmetric', 'permission-v2'],
  };
}

function tokenEndpoint(issuer: string): string {
  return new URL('/oidc/token', issuer).href;
}
