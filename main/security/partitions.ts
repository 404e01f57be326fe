import { type Session, session } from 'electron';
import { denyByDefault, type OnDownload } from './permissions.ts';

/** In memory only, so that nothing of a person outlives the process. Portal and applications share one sign-on. */
export const webPartition = 'web';

/** The bar's own, so that no page can reach what it loads. */
export const barPartition = 'bar';

/**
 * Both partitions with everything denied that the table does not allow.
 * @param onDownload what happens with files that pages offer, where policy allows downloads
 */
export function openPartitions(onDownload?: OnDownload): { web: Session; bar: Session } {
  const web = session.fromPartition(webPartition);
  const bar = session.fromPartition(barPartition);
  denyByDefault(web, onDownload);
  for (const partition of [bar, session.defaultSession]) denyByDefault(partition);
  return { web, bar };
}
