import type { Collections, Store } from '../../../store/contract.ts';
import type { Site } from '../../../../shared/identity/site.ts';
import type { RegistryDeps } from '../registry.ts';

/** Who has sent a message, as it is registered, and the site that the message is of. */
export interface Sender {
  /** Stands with what it records. */
  readonly id: string;
  readonly name: string;
  readonly site: Site;
}

/** The registry's rules within a transaction that has begun: theirs become a part of it. */
export function within(deps: RegistryDeps, on: Collections): RegistryDeps {
  const store: Pick<Store, 'collection' | 'transaction'> = {
    collection: (definition) => on.collection(definition),
    transaction: (work) => work(on),
  };
  return { ...deps, store: store as Store };
}
