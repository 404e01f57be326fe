import type { Settings } from '../../shared/kiosk/settings.ts';
import { greetMailServer } from '../mail/mail-server.ts';
import { attention, type Finding, fine } from './finding.ts';

/** Whether the mail server of the settings lets this one in, and how; nothing is sent. @throws MailServerError, or SettingsError */
export async function checkMail({ mail, deployment }: Settings, password?: string): Promise<Finding[]> {
  if (mail?.smtp === undefined) {
    return deployment === 'training'
      ? [fine('mail', 'Training writes mail into the folder of the data.')]
      : [
          attention(
            'mail',
            'No mail server is named (mail.smtp): a clinic’s people cannot reset their passwords by themselves without one.',
          ),
        ];
  }
  const { host, port, username } = mail.smtp;
  const { encrypted } = await greetMailServer(mail.smtp, password);
  const as = username === undefined ? '' : ` as ${username}`;
  if (encrypted)
    return [fine('mail', `${host}:${port} lets this server in${as}, over TLS. mail --test ADDRESS sends one.`)];
  return [
    attention(
      'mail',
      `${host}:${port} lets this server in${as}, without TLS: codes travel in clear. Use its TLS port with "secure": true, or let it offer STARTTLS.`,
    ),
  ];
}
