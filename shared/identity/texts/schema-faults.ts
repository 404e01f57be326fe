import { fieldProblem } from '../../contract/field-texts.ts';
import type { FieldProblem } from '../../contract/problems.ts';
import { problems } from './en/problems.ts';

/** What a check of JSON Schema found; ajv, which servers use, and TypeBox, which pages use, say it nearly alike. */
export interface SchemaFault {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: object;
}

/** The same in words of our own, so that a page says before it sends what its server would answer. */
export function schemaFaults(faults: readonly SchemaFault[]): FieldProblem[] {
  return faults.flatMap(problemsOf);
}

function problemsOf({ instancePath, keyword, params }: SchemaFault): FieldProblem[] {
  const given = params as Readonly<Record<string, unknown>>;
  const parent = instancePath.slice(1).replaceAll('/', '.');
  const inside = (name: unknown) => (parent ? `${parent}.${String(name)}` : String(name));
  const limit = Number(given['limit']);
  const { fields } = problems;
  switch (keyword) {
    case 'required':
      return named(given['requiredProperties'] ?? given['missingProperty']).map((name) =>
        fieldProblem(fields, inside(name), 'missing'),
      );
    case 'additionalProperties':
      return named(given['additionalProperties'] ?? given['additionalProperty']).map((name) =>
        fieldProblem(fields, inside(name), 'not-known'),
      );
    case 'boolean':
      // TypeBox says of a field that is not known both this and the above.
      return [];
    case 'minLength':
      return [limit === 1 ? fieldProblem(fields, parent, 'empty') : fieldProblem(fields, parent, 'too-short', limit)];
    case 'maxLength':
      return [fieldProblem(fields, parent, 'too-long', limit)];
    case 'enum':
      return [fieldProblem(fields, parent, 'not-listed', (given['allowedValues'] as unknown[]).join(', '))];
    case 'minItems':
      return [fieldProblem(fields, parent, 'too-few', limit)];
    case 'maxItems':
      return [fieldProblem(fields, parent, 'too-many', limit)];
    case 'minimum':
      return [fieldProblem(fields, parent, 'too-small', limit)];
    case 'maximum':
      return [fieldProblem(fields, parent, 'too-great', limit)];
    case 'format':
      return [fieldProblem(fields, parent, given['format'] === 'date' ? 'no-date' : 'wrong-form')];
    case 'pattern':
      return [fieldProblem(fields, parent, 'wrong-form')];
    case 'type':
      return [fieldProblem(fields, parent || '(body)', 'wrong-type', [given['type']].flat().join(', '))];
    default:
      return [fieldProblem(fields, parent || '(body)', 'unusable')];
  }
}

function named(names: unknown): readonly unknown[] {
  return Array.isArray(names) ? names : [names];
}
