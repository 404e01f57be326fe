import type { Collections, Store } from '../../../store/contract.ts';
import type { Site } from '../../../../shared/identity/site.ts';
import type { RegistryDeps } from '../registry.ts';
import type { Segment } from './hl7/message.ts';

/** A system or a person that sends messages. */
export interface Reporting {
  readonly id: string;
  readonly name: string;
  /** Those that it reports for; `any` takes whichever a message names. */
  readonly sites: 'any' | readonly Site[];
}

/** Who has sent a message, as it is registered, and the site that the message is of. */
export interface Sender {
  /** Stands with what it records. */
  readonly id: string;
  readonly name: string;
  readonly site: Site;
}

/** Where a system reports for one site alone, a message need not name it. */
export function senderOf(header: Segment, { id, name, sites }: Reporting): Sender | undefined {
  const named = header.text(4, 1);
  if (sites === 'any')
    return named === '' ? undefined : { id, name, site: { id: named.slice(0, 64), name: named.slice(0, 64) } };
  const site = sites.find((each) => each.id === named) ?? (sites.length === 1 ? sites[0] : undefined);
  return site && { id, name, site };
}

/** The registry's rules within a transaction that has begun: theirs become a part of it. */
export function within(deps: RegistryDeps, on: Collections): RegistryDeps {
  const store: Pick<Store, 'collection' | 'transaction'> = {
    collection: (definition) => on.collection(definition),
    transaction: (work) => work(on),
  };
  return { ...deps, store: store as Store };
}
