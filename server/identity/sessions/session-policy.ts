import type { SessionClock, SessionPolicy } from '../../../shared/identity/api/session.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { Settings } from '../../../shared/kiosk/settings.ts';
import { SettingsError } from '../../settings.ts';

/** As much of a session as says how long it lasts. */
interface Lasting {
  readonly lastHumanAt: number;
  readonly absoluteEnd: number;
}

/** @throws SettingsError where the warning would come before there is anything to warn of */
export function sessionPolicy({ session = {} }: Settings): SessionPolicy {
  const { idleMinutes, warningSeconds, absoluteHours, whenLocked = 'sign out' } = session;
  const idle = idleMinutes === undefined ? limits.session.idle : idleMinutes * 60_000;
  const warning = warningSeconds === undefined ? Math.min(limits.session.warning, idle / 2) : warningSeconds * 1000;
  if (warning >= idle) {
    throw new SettingsError(
      `session.warningSeconds (${warning / 1000}) must be shorter than session.idleMinutes (${idle / 60_000})`,
    );
  }
  const absolute = absoluteHours === undefined ? limits.session.absolute : absoluteHours * 3_600_000;
  return { idle, warning, absolute, whenLocked };
}

/** When a session ends, if nobody does anything more. */
export function endOf({ lastHumanAt, absoluteEnd }: Lasting, { idle }: SessionPolicy): number {
  return Math.min(lastHumanAt + idle, absoluteEnd);
}

/** The end holds at every read, whatever the sweep does. */
export function isLive(session: Lasting, policy: SessionPolicy, now: number): boolean {
  const clockWasSetBack = session.lastHumanAt - now > limits.session.clockTolerance;
  return now < endOf(session, policy) && !clockWasSetBack;
}

export function clockOf(session: Lasting, policy: SessionPolicy, now: number): SessionClock {
  const endsAt = endOf(session, policy);
  const endsBy = endsAt === session.absoluteEnd ? 'absolute end' : 'inactivity';
  return { now, warnsAt: endsAt - policy.warning, endsAt, endsBy };
}
