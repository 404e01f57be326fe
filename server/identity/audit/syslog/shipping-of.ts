import { hostname } from 'node:os';
import type { Settings } from '../../../../shared/kiosk/settings.ts';
import { placeOf, trustOf } from './collector.ts';
import { Shipping, type ShippingDeps } from './shipping.ts';

/** Where the settings name a log collector. @throws SettingsError where what they say of it cannot be used */
export async function shippingOf(
  { audit, server }: Settings,
  deps: Omit<ShippingDeps, 'settings' | 'host'>,
): Promise<Shipping | undefined> {
  const settings = audit?.syslog;
  if (settings === undefined) return undefined;
  placeOf(settings);
  await trustOf(settings);
  // Several servers have this name in common, as they have the trail.
  return new Shipping({ ...deps, settings, host: server?.name ?? hostname() });
}
