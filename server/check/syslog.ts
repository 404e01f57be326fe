import { isLoopbackHost } from '../../shared/contract/loopback.ts';
import type { Settings } from '../../shared/kiosk/settings.ts';
import { greetCollector, placeOf, trustOf } from '../identity/audit/syslog/collector.ts';
import { attention, type Finding, fine } from './finding.ts';

/** Whether the log collector of the settings is reached and trusted; nothing is sent. @throws CollectorError, or SettingsError */
export async function checkSyslog({ audit }: Settings): Promise<Finding[]> {
  if (audit?.syslog === undefined) return [];
  const { address } = audit.syslog;
  const { secure, host } = placeOf(audit.syslog);
  await trustOf(audit.syslog);
  await greetCollector(audit.syslog);
  if (secure) return [fine('syslog', `${address} is reached over TLS, and its certificate is trusted.`)];
  if (isLoopbackHost(host) || host === '::1') return [fine('syslog', `${address} is reached.`)];
  return [
    attention(
      'syslog',
      `${address} is reached in clear: whoever is on the way reads the audit trail and can change what comes. Use its port for TLS with tls://.`,
    ),
  ];
}
