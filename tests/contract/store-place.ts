import type { Store } from '../../server/store/contract.ts';

/** A place that stores can be opened on, closed, and opened on again. */
export interface StorePlace {
  open(): Promise<Store>;
}
