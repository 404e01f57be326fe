import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { applicationIds } from '../../shared/applications/applications.ts';
import type { DeploymentKind } from '../../shared/identity/api/identity.ts';
import type { Settings } from '../../shared/kiosk/settings.ts';
import type { Clock } from '../clock.ts';
import { reachesOf } from '../http/listening.ts';
import { loopbackHosts } from '../http/loopback.ts';
import { monitoringAccess } from '../http/monitoring-access.ts';
import { proxiesOf } from '../http/proxies.ts';
import { clientsOf, launchedApplications } from '../identity/oidc/clients.ts';
import { keyFileOf } from '../keys/key-file.ts';
import type { Keys } from '../keys/keys.ts';
import { hasMasterKey, keysOf } from '../keys/master-key.ts';
import { readSettings } from '../settings.ts';
import { openBesideServer } from '../store/lowdb/opened-files.ts';
import { filesOf, storesIn } from '../store/lowdb/store-folders.ts';
import { isThere } from '../store/lowdb/durable-file.ts';
import { checkCertificate } from './certificate.ts';
import { type Finding, fine, orWrong, wrong } from './finding.ts';
import { checkMail } from './mail.ts';
import { checkFolder, checkPorts, isServed } from './places.ts';
import { checkSyslog } from './syslog.ts';

export interface CheckedServer {
  readonly data: string;
  readonly port: number;
  /** The settings' file. */
  readonly settings: string | undefined;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
}

/** What a start would need, looked at before it [R6]: starts nothing and changes nothing, also beside a running server. */
export async function checkServer({ data, port, settings: file, clock, log }: CheckedServer): Promise<Finding[]> {
  let settings: Settings;
  try {
    settings = await readSettings(file);
  } catch (error) {
    return [wrong('settings', `${(error as Error).message}. What the settings name was not looked at.`)];
  }
  const here = settings;
  const served = await isServed(data, here);
  let keys: Keys | undefined;
  const keyFindings = await orWrong('key', async () => {
    if (!here.masterKey && !(await hasMasterKey(data, here))) return [await withoutKey(data)];
    keys = await keysOf(data, here);
    return [fine('key', here.masterKey ? 'The master key’s command prints one.' : `${keyFileOf(data)} holds a key.`)];
  });
  const reaches = reachesOf(here, loopbackHosts(keys ?? unknownKeys, ['portal', ...applicationIds]));
  const { postgres } = here.store ?? {};
  return [
    ...(await orWrong('settings', () => checkSettings(here, file))),
    ...keyFindings,
    ...(await orWrong('data', () => checkFolder(data))),
    ...(keys && postgres === undefined ? await orWrong('data', () => checkRecords(data, here, keys!)) : []),
    ...(await orWrong('certificate', () => checkCertificate(here, clock.now()))),
    ...(await orWrong('mail', () => checkMail(here))),
    ...(await orWrong('syslog', () => checkSyslog(here))),
    ...(postgres === undefined
      ? []
      : await orWrong('database', async () => (await import('./database.ts')).checkDatabase(postgres, keys, log))),
    ...(await orWrong('ports', () => checkPorts(reaches, port, served))),
  ];
}

/** Where there are no keys yet, addresses are not known yet either; this machine's usual one stands in. */
const unknownKeys: Pick<Keys, 'derive'> = { derive: () => Buffer.alloc(32) };

async function withoutKey(data: string): Promise<Finding> {
  const stores = (await isThere(data)) ? await storesIn(data) : [];
  return stores.length === 0
    ? fine('key', `${keyFileOf(data)} is not there yet; the first start makes it.`)
    : wrong(
        'key',
        `${keyFileOf(data)} is missing, and without it the data cannot be read; put it back from your backup.`,
      );
}

async function checkSettings(settings: Settings, file: string | undefined): Promise<Finding[]> {
  proxiesOf(settings);
  launchedApplications(settings, await clientsOf(settings));
  await monitoringAccess(settings, 'http://127.0.0.1');
  return [fine('settings', file === undefined ? 'There are none; everything is as usual.' : `${file} can be used.`)];
}

/** Whether the key opens the records, and whether they are of the kind that the settings ask for. */
async function checkRecords(data: string, settings: Settings, keys: Keys): Promise<Finding[]> {
  if (!(await isThere(join(data, 'identity')))) return [];
  for (const store of await storesIn(data)) {
    const { key, previousKeys } = keys.ofStore(store);
    const { content } = await openBesideServer(filesOf(join(data, store), 'lasting'), [key, ...previousKeys]);
    const marker = content.get('deployment')?.get('deployment') as { kind?: DeploymentKind } | undefined;
    const { kind } = marker ?? {};
    if (kind !== undefined && settings.deployment !== undefined && kind !== settings.deployment) {
      return [
        wrong(
          'data',
          `The settings ask for a ${settings.deployment} deployment, and this data is of a ${kind} one, which it stays: choose another folder with --data.`,
        ),
      ];
    }
  }
  return [fine('data', 'The key opens the records.')];
}
