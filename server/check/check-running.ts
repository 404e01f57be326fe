import type { FastifyBaseLogger } from 'fastify';
import type { Settings } from '../../shared/kiosk/settings.ts';
import type { Keys } from '../keys/keys.ts';
import { checkCertificate } from './certificate.ts';
import { type Finding, orWrong } from './finding.ts';
import { checkMail } from './mail.ts';
import { checkFolder } from './places.ts';
import { checkSyslog } from './syslog.ts';

export interface RunningServer {
  readonly data: string;
  readonly settings: Settings;
  readonly keys: Keys;
  readonly now: number;
  readonly log: FastifyBaseLogger;
  readonly mailPassword?: string | undefined;
}

/** What `serve --check` looks at and a running server cannot know of itself: its folder, certificate, mail and database. */
export async function checkRunning({
  data,
  settings,
  keys,
  now,
  log,
  mailPassword,
}: RunningServer): Promise<Finding[]> {
  const { postgres } = settings.store ?? {};
  return [
    ...(await orWrong('data', () => checkFolder(data))),
    ...(await orWrong('certificate', () => checkCertificate(settings, now))),
    ...(await orWrong('mail', () => checkMail(settings, mailPassword))),
    ...(await orWrong('syslog', () => checkSyslog(settings))),
    ...(postgres === undefined
      ? []
      : await orWrong('database', async () => (await import('./database.ts')).checkDatabase(postgres, keys, log))),
  ];
}
