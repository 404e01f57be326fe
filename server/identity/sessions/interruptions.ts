import { limits } from '../../../shared/contract/limits.ts';
import type { Clock } from '../../clock.ts';
import { defineCollection, type Store } from '../../store/contract.ts';
import type { PortalSession } from './portal-sessions.ts';

/** That one person's last session at one workstation ended without their signing out, so that they come back to go on [T4]. */
interface Interruption {
  /** Account and workstation. */
  readonly id: string;
  readonly at: number;
}

const interruptions = defineCollection<Interruption>()({
  name: 'interruptions',
  lifetime: 'session',
  indexes: [],
});

type Owner = Pick<PortalSession, 'accountId' | 'workstation'>;
interface Deps {
  readonly store: Pick<Store, 'collection'>;
  readonly clock: Clock;
}

const idOf = ({ accountId, workstation }: Owner) => `${accountId}/${workstation}`;

export async function noteInterruption(owner: Owner, { store, clock }: Deps): Promise<void> {
  await store.collection(interruptions).put({ id: idOf(owner), at: clock.now() });
}

/** Whether they were interrupted there not long ago, and have not signed out since. */
export async function wasInterrupted(owner: Owner, { store, clock }: Deps): Promise<boolean> {
  const noted = await store.collection(interruptions).get(idOf(owner));
  return noted !== undefined && clock.now() - noted.at < limits.comeBack.keptFor;
}

export async function forgetInterruption(owner: Owner, { store }: Pick<Deps, 'store'>): Promise<void> {
  await store.collection(interruptions).delete(idOf(owner));
}

export async function deleteOldInterruptions({ store, clock }: Deps): Promise<void> {
  const records = store.collection(interruptions);
  for (const { id, at } of await records.list()) {
    if (clock.now() - at >= limits.comeBack.keptFor) await records.delete(id);
  }
}
