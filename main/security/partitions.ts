import { session } from 'electron';
import { keepSystemAccount } from './credentials.ts';
import { denyByDefault, type OnDownload } from './permissions.ts';

/** It is in memory only, so that nothing of a person outlives the process. Portal and applications share one sign-on. */
export const webPartition = 'web';

/** The bar's own, so that no page can reach what it loads. */
export const barPartition = 'bar';

/** The page that asks for kiosk mode's exit code has its own: what IT types there stays there. */
export const exitPartition = 'exit';

/**
 * All partitions with everything denied that the table does not allow.
 * @param mayUsePrivateNetwork whether pages of an origin may ask private addresses at all
 * @param onDownload what happens with files that pages offer, where policy allows downloads
 */
export function openPartitions(mayUsePrivateNetwork: (origin: string) => boolean, onDownload?: OnDownload) {
  const web = session.fromPartition(webPartition);
  const bar = session.fromPartition(barPartition);
  const exit = session.fromPartition(exitPartition);
  denyByDefault(web, mayUsePrivateNetwork, onDownload);
  for (const partition of [bar, exit, session.defaultSession]) denyByDefault(partition, () => false);
  for (const partition of [web, bar, exit, session.defaultSession]) keepSystemAccount(partition);
  return { web, bar, exit };
}
