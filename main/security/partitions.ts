import { type Session, session } from 'electron';
import { keepSystemAccount } from './credentials.ts';
import { denyByDefault } from './permissions.ts';

/** In memory only, so that nothing of a person outlives the process. Portal and applications share one sign-on. */
export const webPartition = 'web';

/** The bar's own, so that no page can reach what it loads. */
export const barPartition = 'bar';

/**
 * Both partitions with everything denied that the table does not allow.
 * @param mayUsePrivateNetwork whether pages of an origin may ask private addresses at all
 */
export function openPartitions(mayUsePrivateNetwork: (origin: string) => boolean): { web: Session; bar: Session } {
  const web = session.fromPartition(webPartition);
  const bar = session.fromPartition(barPartition);
  for (const partition of [web, bar, session.defaultSession]) {
    denyByDefault(partition, mayUsePrivateNetwork);
    keepSystemAccount(partition);
  }
  return { web, bar };
}
