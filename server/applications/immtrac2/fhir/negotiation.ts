import type { FastifyRequest } from 'fastify';
import { Problem } from '../../../http/problem.ts';

/** JSON of FHIR R4 and nothing else; `_format` says it louder than `accept` (FHIR R4, 3.1.0.1.11). */

const json = /^(?:(?:application|text)\/(?:fhir\+json|json\+fhir|json)|application\/\*|\*\/\*|json)$/u;

/** @throws Problem for another format, and for another version of FHIR */
export function requireJson({ headers, query }: Pick<FastifyRequest, 'headers' | 'query'>): void {
  const asked = (query as Record<string, string | string[]>)['_format'] ?? headers.accept ?? '*/*';
  const accepted = [asked].flat().join(',').split(',').some(isAccepted);
  if (!accepted) throw new Problem('answer-format-refused', { detail: 'Ask for application/fhir+json of FHIR 4.0' });
}

function isAccepted(one: string): boolean {
  const [type = '', ...parameters] = one.split(';').map((part) => part.trim().toLowerCase());
  const versions = parameters.filter((part) => part.startsWith('fhirversion='));
  // In an address the plus sign of a type is a space where nobody encoded it.
  return json.test(type.replace(' ', '+')) && versions.every((part) => /^fhirversion=4\.0(?:\.\d+)?$/u.test(part));
}
