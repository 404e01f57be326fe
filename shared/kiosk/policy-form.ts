import type { TString } from 'typebox';
import type { PolicySchema } from './policy.ts';

/** A schema as one of five cases. */
export type PolicyForm =
  | { readonly kind: 'flag' }
  | { readonly kind: 'number'; readonly minimum: number; readonly maximum: number }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'text'; readonly maxLength: number; readonly shape: string }
  | { readonly kind: 'list'; readonly maxItems: number; readonly shape: string };

export function formOf(schema: PolicySchema): PolicyForm {
  // TypeBox's types leave out what a schema was made with.
  const { minimum = 0, maximum = 0, maxLength = 0, maxItems = 0 } = schema as PolicySchema & Bounds;
  switch (schema['~kind']) {
    case 'Boolean':
      return { kind: 'flag' };
    case 'Integer':
      return { kind: 'number', minimum, maximum };
    case 'Enum':
      return { kind: 'choice', choices: schema.enum };
    case 'String':
      return { kind: 'text', maxLength, shape: shapeOf(schema) };
    case 'Array':
      return { kind: 'list', maxItems, shape: shapeOf(schema.items) };
  }
}

interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
}

function shapeOf(schema: TString): string {
  return (schema as TString & { description: string }).description;
}
