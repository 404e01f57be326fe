import type { Workspace } from '../../../shared/identity/api/session.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { Clock } from '../../clock.ts';
import { defineCollection, type Store } from '../../store/contract.ts';
import type { PortalSession } from './portal-sessions.ts';

/** What one person had open at one workstation, for nobody else and nowhere else [T4]. */
interface SavedWorkspace {
  /** Account and workstation. */
  readonly id: string;
  readonly workspace: Workspace;
  readonly savedAt: number;
}

const workspaces = defineCollection<SavedWorkspace>()({ name: 'workspaces', lifetime: 'session', indexes: [] });

type Owner = Pick<PortalSession, 'accountId' | 'workstation'>;
interface Deps {
  readonly store: Store;
  readonly clock: Clock;
}

const idOf = ({ accountId, workstation }: Owner) => `${accountId}/${workstation}`;

export async function saveWorkspace(owner: Owner, workspace: Workspace, { store, clock }: Deps): Promise<void> {
  await store.collection(workspaces).put({ id: idOf(owner), workspace, savedAt: clock.now() });
}

export async function workspaceOf(owner: Owner, { store, clock }: Deps): Promise<Workspace | undefined> {
  const saved = await store.collection(workspaces).get(idOf(owner));
  return saved && clock.now() - saved.savedAt < limits.comeBack.keptFor ? saved.workspace : undefined;
}

/** Whoever signs out themselves is done with what was open. */
export async function forgetWorkspace(owner: Owner, { store }: Pick<Deps, 'store'>): Promise<void> {
  await store.collection(workspaces).delete(idOf(owner));
}

export async function deleteOldWorkspaces({ store, clock }: Deps): Promise<void> {
  const records = store.collection(workspaces);
  for (const { id, savedAt } of await records.list()) {
    if (clock.now() - savedAt >= limits.comeBack.keptFor) await records.delete(id);
  }
}
