import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeploymentKind } from '../../shared/identity/api/identity.ts';
import type { Settings } from '../../shared/kiosk/settings.ts';
import { support } from '../../shared/identity/support.ts';
import { replaceFile } from '../store/lowdb/durable-file.ts';
import { connectionOf, type Smtp } from './mail-server.ts';
import { messageOf } from './message.ts';
import type { QueuedMail } from './message.ts';

/** One way in which mail leaves the server. */
export interface MailTransport {
  /** @throws whatever stands in the way; the outbox tries again */
  send(mail: QueuedMail): Promise<void>;
}

export interface MailPlace {
  readonly kind: DeploymentKind;
  readonly data: string;
  readonly settings: Settings;
  /** Of the mail server, where no file has it. */
  readonly password?: string | undefined;
}

/**
 * How this deployment sends mail: by its mail server; without one, in training, as files that one can open; in a clinic
 * not at all, because real people's codes do not belong in a folder.
 * @throws SettingsError where the mail server's password cannot be read
 */
export async function mailTransport({ kind, data, settings, password }: MailPlace): Promise<MailTransport | undefined> {
  const from = settings.mail?.from ?? support.mailSender;
  if (settings.mail?.smtp) return smtpTransport(settings.mail.smtp, from, password);
  return kind === 'training' ? folderTransport(join(data, 'mail'), from) : undefined;
}

async function smtpTransport(smtp: Smtp, from: string, password: string | undefined): Promise<MailTransport> {
  const connection = await connectionOf(smtp, password);
  const { createTransport } = await import('nodemailer');
  const transport = createTransport(connection);
  return {
    send: async (mail) => void (await transport.sendMail(messageOf(mail, from))),
  };
}

/** Files that every mail program opens. Named by time, so that the newest is the last. */
function folderTransport(folder: string, from: string): MailTransport {
  return {
    send: async (mail) => {
      // Not loaded for a training in which nobody gets any.
      const { createTransport } = await import('nodemailer');
      const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
      const { message } = await composer.sendMail(messageOf(mail, from));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const time = new Date(mail.queuedAt).toISOString().replace(/[-:.]/g, '');
      await replaceFile(join(folder, `${time}-${mail.id}.eml`), message as Buffer);
    },
  };
}
