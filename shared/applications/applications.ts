import type { Role } from '../identity/roles.ts';
import { immtrac2 } from './immtrac2/manifest.ts';
import type { Manifest } from './manifest.ts';
import { syntropi } from './syntropi/manifest.ts';
import { vaos } from './vaos/manifest.ts';

/** The applications of this product, in the order in which the portal shows them. */
export const manifests = [immtrac2, vaos, syntropi] as const;

export type BundledManifest = (typeof manifests)[number];
export type ApplicationId = BundledManifest['id'];

export const applicationIds: readonly ApplicationId[] = manifests.map(({ id }) => id);

export const applications = Object.fromEntries(
  manifests.map((manifest): [string, Manifest] => [manifest.id, manifest]),
) as Readonly<Record<ApplicationId, Manifest>>;

/** Whom a scope of an application's belongs to; each has one. */
export function applicationOfScope(scope: string): ApplicationId | undefined {
  return applicationIds.find((id) => applications[id].offers?.includes(scope));
}

export const offeredScopes: readonly string[] = applicationIds.flatMap((id) => applications[id].offers ?? []);

/** The form of the ids under which applications are known: those above, and those that the settings add. */
export const applicationIdPattern = '^[a-z][a-z0-9-]{0,31}$';

/** Part of the portal's address: somebody was to start with this application, which the portal does not offer them [K1]. */
export const notOffered = 'not-offered';

export function mayOpen({ openTo }: Pick<Manifest, 'openTo'>, held: readonly Role[]): boolean {
  return openTo === 'everyone' || openTo.some((role) => held.includes(role));
}

export function isApplicationId(value: string): value is ApplicationId {
  return (applicationIds as readonly string[]).includes(value);
}
