import type { DeploymentKind } from '../shared/identity/api/identity.ts';
import type { Settings } from '../shared/kiosk/settings.ts';
import { type Account, accounts } from './identity/accounts/account.ts';
import { type Collections, defineCollection, type Store } from './store/contract.ts';

export class DeploymentKindError extends Error {
  /** Where the data is for something else than is asked. */
  readonly dataIs: DeploymentKind | undefined;

  constructor(message: string, dataIs?: DeploymentKind) {
    super(message);
    this.dataIs = dataIs;
  }
}

interface Marker {
  readonly id: 'deployment';
  readonly kind: DeploymentKind;
  /** What was said at the first run. Settings that say otherwise come first. */
  readonly timeZone?: string;
  readonly clinic?: string;
  /** Training whose data is still being made: whatever starts next goes on with that. */
  readonly unseeded?: true;
  /** How the first administrator got their code. */
  readonly firstCode?: 'shown' | 'mailed';
}

const definition = defineCollection<Marker>()({ name: 'deployment', lifetime: 'lasting', indexes: [] });

/**
 * Decides once, when the store is empty, whether this data is for training, and holds to it: training data never
 * becomes a clinic's, and a clinic's data is never seeded over.
 * @returns the kind, and whether the training data is still to be made
 */
export async function settleDeploymentKind(
  store: Store,
  { demo, settings, timeZone }: { demo: boolean; settings: Settings; timeZone?: string | undefined },
): Promise<{ kind: DeploymentKind; seed: boolean }> {
  const records = store.collection(definition);
  const marker = await records.get('deployment');
  if (marker === undefined) {
    if (demo && settings.deployment === 'clinic') {
      throw new DeploymentKindError(
        'The settings ask for a clinic deployment, which cannot have training data (--demo).',
      );
    }
    if (!demo && settings.deployment === 'training') {
      throw new DeploymentKindError('A training deployment begins with its training data; start it once with --demo.');
    }
    if (demo && (await store.collection(accounts).count()) > 0) {
      throw new DeploymentKindError('--demo fills an empty store only, and this one has accounts.');
    }
    // First of all, so that what was made before an interruption never lies in a clinic's data.
    if (demo) {
      await records.put({ id: 'deployment', kind: 'training', unseeded: true, ...(timeZone && { timeZone }) });
    }
    return { kind: demo ? 'training' : 'clinic', seed: demo };
  }
  if (marker.kind === 'training' && settings.deployment === 'clinic') {
    throw new DeploymentKindError(
      'This data is training data and can never become a clinic deployment; choose another folder with --data.',
      'training',
    );
  }
  if (marker.kind === 'clinic' && (demo || settings.deployment === 'training')) {
    throw new DeploymentKindError(
      'This data belongs to a clinic deployment and cannot become training data; choose another folder with --data.',
      'clinic',
    );
  }
  return { kind: marker.kind, seed: marker.unseeded ?? false };
}

/** @returns undefined before the first start */
export async function storedKind(store: Store): Promise<DeploymentKind | undefined> {
  return (await store.collection(definition).get('deployment'))?.kind;
}

/** What was said of this deployment at its first run. */
export async function storedDeployment(store: Store): Promise<Pick<Marker, 'timeZone' | 'clinic' | 'firstCode'>> {
  return (await store.collection(definition).get('deployment')) ?? {};
}

/** Nobody can sign in, and nobody has decided what for: what is empty is set up first [R6]. */
export async function needsSetUp(store: Store): Promise<boolean> {
  return (await store.collection(accounts).count()) === 0;
}

interface Described {
  readonly clinic?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly firstCode: 'shown' | 'mailed';
}

/** What the first run says of a clinic, together with its first account. */
export async function describeClinic(
  collections: Collections,
  { clinic, timeZone, firstCode }: Described,
): Promise<void> {
  await collections
    .collection(definition)
    .put({ id: 'deployment', kind: 'clinic', ...(clinic && { clinic }), ...(timeZone && { timeZone }), firstCode });
}

/** Written in one step with the accounts that it begins with, after all else, so that a start that was interrupted begins again. */
export function markDeployment(
  store: Store,
  { kind, timeZone }: { kind: DeploymentKind; timeZone?: string | undefined },
  people: readonly Account[],
): Promise<void> {
  return store.transaction(async (collections) => {
    const records = collections.collection(definition);
    const marker = await records.get('deployment');
    if (marker !== undefined && !marker.unseeded) return;
    await records.put({ id: 'deployment', kind, ...(timeZone && { timeZone }) });
    for (const person of people) await collections.collection(accounts).insert(person);
  });
}
