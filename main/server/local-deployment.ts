import type { RealWorkBar } from '../../shared/identity/api/setup.ts';
import type { Policy } from '../../shared/kiosk/policy.ts';
import type { ResolvedPolicy } from '../policy/resolved-policy.ts';
import { refuseRealWork, type WeakeningSwitch } from '../starting/safe-start.ts';
import { refuseKeyFile } from './vault.ts';

/** What a kiosk's own server is for, before its data says so [R6]. */

/** Started from its sources it trains, as the first thing that whoever tries it wants to see, unless somebody says more. */
export function meantFor(
  { policy, origin }: Pick<ResolvedPolicy, 'policy' | 'origin'>,
  { packaged }: { readonly packaged: boolean },
): Policy['LocalDeployment'] {
  return packaged || origin.LocalDeployment !== 'default' ? policy.LocalDeployment : 'training';
}

/**
 * What stands against real work at this workstation.
 * @param keyFile that holds the key, where no key store does
 */
export function barsOf(
  { KeyFileAllowed }: Pick<Policy, 'KeyFileAllowed'>,
  keyFile: string | undefined,
  weaknesses: readonly WeakeningSwitch[],
): RealWorkBar[] {
  return [
    ...(keyFile !== undefined && !KeyFileAllowed ? (['key store'] as const) : []),
    ...(weaknesses.length > 0 ? (['start'] as const) : []),
  ];
}

/** @throws UnsafeStartError or VaultError where real work would go on all the same */
export function refuseBarred(bars: readonly RealWorkBar[], weaknesses: readonly WeakeningSwitch[]): void {
  refuseRealWork(weaknesses);
  if (bars.includes('key store')) refuseKeyFile();
}
