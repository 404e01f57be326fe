import type { FastifyRequest } from 'fastify';
import { limits } from '../../../../shared/contract/limits.ts';
import { Problem } from '../../../http/problem.ts';

/** Search parameters as FHIR R4 writes them (3.1.1), from the address or the body of `_search`. */

export interface Search {
  readonly values: Readonly<Record<string, string>>;
  readonly count: number;
  /** What came with the page before. */
  readonly page: string | undefined;
}

const aboutTheAnswer: ReadonlySet<string> = new Set(['_count', '_format', '_page', '_pretty']);

/** @throws Problem that names what cannot be used; what is left out without a word would answer another question */
export function searchOf(
  { query, body, headers }: Pick<FastifyRequest, 'query' | 'body' | 'headers'>,
  known: readonly string[],
): Search {
  const isLenient = /(?:^|[\s,;])handling=lenient(?:$|[\s,;])/iu.test(String(headers['prefer'] ?? ''));
  const given = [...valuesOf(query), ...valuesOf(body)];
  const values: Record<string, string> = {};
  const answer: Record<string, string> = {};
  for (const [name, typed] of given) {
    if (!known.includes(name) && !aboutTheAnswer.has(name)) {
      if (isLenient) continue;
      throw refusedParameter(name, `is not searched by here; known are ${known.join(', ')}`);
    }
    const into = aboutTheAnswer.has(name) ? answer : values;
    if (into[name] !== undefined && into[name] !== typed) throw refusedParameter(name, 'must be there once');
    into[name] = typed;
  }
  const read = Object.entries(values).map(([name, typed]): [string, string] => [name, oneValue(name, typed)]);
  return {
    values: Object.fromEntries(read.filter(([, value]) => value !== '')),
    count: countOf(answer['_count']),
    page: answer['_page'],
  };
}

export function refusedParameter(field: string, message: string): Problem {
  return new Problem('request-invalid', { fields: [{ field, message }] });
}

function valuesOf(given: unknown): [string, string][] {
  return Object.entries((given ?? {}) as Record<string, string | string[]>).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, each]),
  );
}

/** A comma means one or the other, which nobody is looked for by; one that belongs to the value is escaped. */
function oneValue(name: string, typed: string): string {
  if (/(?<!\\)(?:\\\\)*,/u.test(typed)) throw refusedParameter(name, 'must be one value; write a comma in it as \\,');
  return typed.replaceAll(/\\([\\,$|])/gu, '$1').trim();
}

function countOf(typed: string | undefined): number {
  const { usual, most } = limits.fhir.page;
  if (typed === undefined) return usual;
  if (!/^\d{1,9}$/u.test(typed)) throw refusedParameter('_count', 'must be a whole number');
  return Math.min(Number(typed), most);
}
