import { once } from 'node:events';
import type { Settings } from '../../shared/kiosk/settings.ts';
import { readSecretFile } from '../keys/secret-file.ts';

/** The clinic's mail server, as the settings name it. */

export type Smtp = NonNullable<NonNullable<Settings['mail']>['smtp']>;

/** As nodemailer takes it. @param password where the settings name no file for it @throws SettingsError where the password cannot be read */
export async function connectionOf({ host, port, secure = false, username, passwordFile }: Smtp, password = '') {
  const setting = 'The mail server’s password (mail.smtp.passwordFile)';
  const pass = passwordFile === undefined ? password : withoutNewline(await readSecretFile(passwordFile, setting));
  return {
    host,
    port,
    secure,
    // A password never goes out in clear.
    ...(username !== undefined && { auth: { user: username, pass }, requireTLS: !secure }),
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
  };
}

/**
 * Says hello, signs in where there is a username, and sends nothing.
 * @returns whether what is said is encrypted @throws MailServerError or SettingsError
 */
export async function greetMailServer(smtp: Smtp, password?: string): Promise<{ encrypted: boolean }> {
  const { auth, ...options } = await connectionOf(smtp, password);
  const { default: SmtpConnection } = await import('nodemailer/lib/smtp-connection');
  const connection = new SmtpConnection(options);
  const failed = once(connection, 'error').then(([error]) => Promise.reject(error as Error));
  failed.catch(() => {});
  try {
    await Promise.race([new Promise<void>((done) => connection.connect(() => done())), failed]);
    if (auth) {
      await Promise.race([
        new Promise<void>((done, fail) =>
          connection.login({ credentials: auth }, (error) => (error ? fail(error) : done())),
        ),
        failed,
      ]);
    }
    return { encrypted: connection.secure };
  } catch (error) {
    throw new MailServerError(explained(error as Error & { code?: string; command?: string }, smtp));
  } finally {
    connection.close();
  }
}

export class MailServerError extends Error {}

/** What each is called where it is set. */
const settingNames = {
  reach: 'mail.smtp.host, port and secure',
  host: 'mail.smtp.host',
  secure: '"secure": true',
  signIn: 'mail.smtp.username and passwordFile',
  from: 'mail.from',
};
/** By the policy of a kiosk with a server of its own. */
export const policyNames: typeof settingNames = {
  reach: 'MailHost, MailPort and MailSecure',
  host: 'MailHost',
  secure: 'MailSecure',
  signIn: 'MailUsername and MailPasswordFile',
  from: 'MailFrom',
};

/** What stands in the way, in words for whoever looks after the server, with the setting that it is about. */
export function explained(
  error: Error & { code?: string; command?: string },
  smtp: Smtp,
  names: typeof settingNames = settingNames,
): string {
  const where = `${smtp.host}:${smtp.port}`;
  const said = error.message;
  const insecure = `There is no secure connection to the mail server ${where}: its port may need ${names.secure}, or its certificate is not one that this machine trusts (${said}).`;
  if (/certificate|self-signed|SSL|TLS/i.test(said)) return insecure;
  switch (error.code ?? '') {
    case 'EAUTH':
    case 'ENOAUTH':
      return `The mail server ${where} refuses ${smtp.username}: check ${names.signIn} (${said}).`;
    case 'EDNS':
    case 'ENOTFOUND':
      return `The name of the mail server is not known on this network: check ${names.host}, ${smtp.host} (${said}).`;
    case 'ETLS':
      return insecure;
    case 'EENVELOPE':
    case 'EMESSAGE':
      return `The mail server ${where} refuses the mail: check ${names.from}, and whether it lets this machine send (${said}).`;
    default:
      return `The mail server ${where} cannot be used: check ${names.reach}, and the firewall (${said}).`;
  }
}

function withoutNewline(content: string): string {
  return content.replace(/\r?\n$/, '');
}
