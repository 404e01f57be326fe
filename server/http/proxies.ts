import { isIP } from 'node:net';
import type { Settings } from '../../shared/kiosk/settings.ts';
import { SettingsError } from '../settings.ts';

/**
 * Addresses and networks of the proxies whose word is taken for who is calling (X-Forwarded-For) [R2]. For nothing else:
 * under which name and scheme the server is reached, the settings say.
 * @throws SettingsError where one is neither, or is everybody
 */
export function proxiesOf({ server }: Settings): string[] {
  return (server?.proxies ?? []).map((proxy) => {
    const [address = '', prefix, ...more] = proxy.split('/');
    const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address) as 0 | 4 | 6];
    const fits = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) >= 1 && Number(prefix) <= bits);
    if (bits > 0 && fits && more.length === 0) return proxy;
    throw new SettingsError(
      `server.proxies: ${proxy} is neither an address nor a network such as 10.0.0.0/24; names are not looked up`,
    );
  });
}
