import { type Session, session } from 'electron';
import { denyByDefault } from './permissions.ts';

/** In memory only, so that nothing of a person outlives the process. Portal and applications share one sign-on. */
export const webPartition = 'web';

/** The bar's own, so that no page can reach what it loads. */
export const barPartition = 'bar';

/** Of the page that asks for kiosk mode's exit code: what IT types there stays there. */
export const exitPartition = 'exit';

/** All partitions with everything denied that the table does not allow. */
export function openPartitions(): { web: Session; bar: Session; exit: Session } {
  const web = session.fromPartition(webPartition);
  const bar = session.fromPartition(barPartition);
  const exit = session.fromPartition(exitPartition);
  for (const partition of [web, bar, exit, session.defaultSession]) denyByDefault(partition);
  return { web, bar, exit };
}
