import type { Deployment, DeploymentKind } from '../shared/identity/api/identity.ts';
import { passwordProfileOf } from '../shared/identity/password-policy.ts';
import { support } from '../shared/identity/support.ts';
import type { KioskPlace } from '../shared/kiosk/embedded-server.ts';
import type { Settings } from '../shared/kiosk/settings.ts';
import { trainingAccounts, trainingPassword } from './identity/accounts/training.ts';
import { sessionPolicy } from './identity/sessions/session-policy.ts';

/** What everybody who comes to the portal learns about it. */

export function linksOf({ links = {} }: Settings): Deployment['links'] {
  return { forms: links.forms ?? support.forms, userTraining: links.userTraining ?? support.userTraining };
}

interface Described {
  readonly kind: DeploymentKind;
  readonly timeZone: string;
  readonly clinic: string | undefined;
  readonly kiosk: KioskPlace | undefined;
}

export function describeDeployment(
  id: string,
  { kind, timeZone, clinic, kiosk }: Described,
  settings: Settings,
): Deployment {
  const accounts = trainingAccounts.map(({ username, who }) => ({ username, who }));
  return {
    id,
    kind,
    support: { ...support.immtrac2, ...settings.support },
    passwordProfile: passwordProfileOf(settings),
    links: linksOf(settings),
    timeZone,
    ...(clinic !== undefined && { clinic }),
    ...(kiosk && { kiosk: true }),
    session: sessionPolicy(settings),
    ...(kind === 'training' && { training: { password: trainingPassword, accounts } }),
  };
}
