import { type CollectionDefinition, type Entity, NewerRecordError } from './contract.ts';

/** What the stores need of a definition to read and write its records. */
export type Versioned<T extends Entity> = Pick<
  CollectionDefinition<T, keyof T & string>,
  'name' | 'version' | 'upgrade'
>;

/** A record as it is kept: `$version` beside its own fields, where that is not 1. */
export type Stored = Entity & { readonly $version?: number };

export function versionOf(stored: Stored): number {
  return stored.$version ?? 1;
}

export function asStored(version: number | undefined, record: Entity): Stored {
  return version === undefined || version === 1 ? record : { $version: version, ...record };
}

/** @throws NewerRecordError */
export function requireKnown<T extends Entity>({ name, version = 1 }: Versioned<T>, found: number): void {
  if (found <= version) return;
  throw new NewerRecordError(
    `${name} holds a record of version ${found}, and this version of the product knows ${version}. Nothing was changed; install the newer version again.`,
  );
}

/** As it is in this version of the product. @throws NewerRecordError */
export function fromStored<T extends Entity>(definition: Versioned<T>, stored: Stored): T {
  const { version = 1, upgrade, name } = definition;
  const found = versionOf(stored);
  requireKnown(definition, found);
  if (version === 1) return stored as T;
  const { $version: _, ...record } = stored;
  if (found === version) return record as T;
  const upgraded = upgrade!(record, found);
  if (upgraded.id !== stored.id) throw new Error(`an upgrade of ${name} keeps the id`);
  return upgraded;
}
