import { type Policy, type RealAddress, realAddresses } from '../../shared/kiosk/policy.ts';

/** Switches of Chromium with which pages are less apart from each other and from the system than this product promises [K4]. */
export const weakeningSwitches = [
  'no-sandbox',
  'disable-seccomp-filter-sandbox',
  'single-process',
  'disable-site-isolation-trials',
  'disable-web-security',
  'ignore-certificate-errors',
  'remote-debugging-port',
  'remote-debugging-pipe',
] as const;
export type WeakeningSwitch = (typeof weakeningSwitches)[number];

/** Its message is written for the person at the workstation, and for IT to whom they read it. */
export class UnsafeStartError extends Error {}

export interface Start {
  readonly packaged: boolean;
  readonly policy: Pick<Policy, 'ServerMode' | 'LocalDeployment' | RealAddress>;
  /** As of `app.commandLine`, which also knows what the environment and Electron itself added. */
  readonly hasSwitch: (name: string) => boolean;
}

/**
 * Mostly a launcher's mistake: an AppImage adds `--no-sandbox` where the system gives programs no user namespaces.
 * @returns what weakens this start; what the kiosk's own server is for, it alone can tell (`refuseRealWork`)
 * @throws UnsafeStartError where policy says already that people's records may be on the screen
 */
export function weaknessesOf({ packaged, policy, hasSwitch }: Start): WeakeningSwitch[] {
  const found = packaged ? weakeningSwitches.filter(hasSwitch) : [];
  if (isRealByPolicy(policy)) refuseRealWork(found);
  return found;
}

/** Once it is known that the workstation does real work. @throws UnsafeStartError */
export function refuseRealWork(found: readonly WeakeningSwitch[]): void {
  if (found.length === 0) return;
  const list = found.map((name) => `--${name}`).join(', ');
  throw new UnsafeStartError(
    `The kiosk was started with ${list}, which takes away what protects people’s records, so it does not open. ` +
      'Call your IT and read this to them: start it without that. An AppImage adds --no-sandbox on systems that give ' +
      'programs no user namespaces; install the deb or the rpm there.',
  );
}

/** A clinic's server, a real application, or a server of its own for real work. */
function isRealByPolicy(policy: Start['policy']): boolean {
  const { ServerMode, LocalDeployment } = policy;
  return ServerMode === 'clinic' || LocalDeployment === 'real' || realAddresses.some((name) => policy[name] !== '');
}
