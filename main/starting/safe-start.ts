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
  readonly policy: Pick<Policy, 'ServerMode' | RealAddress>;
  /** As of `app.commandLine`, which also knows what the environment and Electron itself added. */
  readonly hasSwitch: (name: string) => boolean;
}

/**
 * Mostly a launcher's mistake: an AppImage adds `--no-sandbox` where the system gives programs no user namespaces.
 * @returns what weakens this start; where the workstation is for training alone, that is for the log
 * @throws UnsafeStartError where people's records may be on the screen
 */
export function weaknessesOf({ packaged, policy, hasSwitch }: Start): WeakeningSwitch[] {
  const found = packaged ? weakeningSwitches.filter(hasSwitch) : [];
  if (found.length === 0 || isForTraining(policy)) return found;
  const list = found.map((name) => `--${name}`).join(', ');
  throw new UnsafeStartError(
    `The kiosk was started with ${list}, which takes away what protects people’s records, so it does not open. ` +
      'Call your IT and read this to them: start it without that. An AppImage adds --no-sandbox on systems that give ' +
      'programs no user namespaces; install the deb or the rpm there.',
  );
}

/** A server of its own, and no real application. */
function isForTraining(policy: Start['policy']): boolean {
  return policy.ServerMode === 'local' && realAddresses.every((name) => policy[name] === '');
}
