import { readFile } from 'node:fs/promises';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { limits } from '../../../../shared/contract/limits.ts';
import type { SyslogSettings } from '../../../../shared/kiosk/settings.ts';
import { tlsOptions } from '../../../http/tls.ts';
import { readSecretFile } from '../../../keys/secret-file.ts';
import { SettingsError } from '../../../settings.ts';

/** Its message says what stands in the way, for whoever looks after the server, with the setting that it is about. */
export class CollectorError extends Error {}

export interface Deadlines {
  readonly connect: number;
  readonly silence: number;
  readonly settle: number;
}

const { connect, silence, settle } = limits.syslog;
const usual: Deadlines = { connect, silence, settle };

/** Where the settings say that the trail goes. @throws SettingsError */
export function placeOf({ address }: Pick<SyslogSettings, 'address'>) {
  const [, scheme, host = '', port] = /^(tls|tcp):\/\/(\[[0-9a-fA-F:.]+\]|[^:/[\]]+):(\d+)$/.exec(address) ?? [];
  const number = Number(port);
  if (scheme === undefined || number < 1 || number > 65_535) {
    throw new SettingsError(
      `audit.syslog.address must be tls://NAME:PORT or tcp://NAME:PORT, such as tls://logs.clinic.example:6514, and is ${address}`,
    );
  }
  return { secure: scheme === 'tls', host: host.replace(/^\[|\]$/g, ''), port: number };
}

/** Read each time, so that renewed files are taken over. @throws SettingsError */
export async function trustOf({ authorityFile, certificateFile, keyFile }: SyslogSettings) {
  if ((certificateFile === undefined) !== (keyFile === undefined)) {
    throw new SettingsError('audit.syslog: certificateFile and keyFile belong together; give both or none');
  }
  const read = (file: string, setting: string) =>
    readFile(file, 'utf8').catch((error: Error) => {
      throw new SettingsError(`audit.syslog.${setting} cannot be read: ${error.message}`);
    });
  return {
    ...(authorityFile !== undefined && { ca: await read(authorityFile, 'authorityFile') }),
    ...(certificateFile !== undefined && { cert: await read(certificateFile, 'certificateFile') }),
    ...(keyFile !== undefined && { key: await readSecretFile(keyFile, 'audit.syslog.keyFile') }),
  };
}

/** Reaches the collector, and sends nothing; only its end says that it took us in. @throws CollectorError or SettingsError */
export async function greetCollector(settings: SyslogSettings): Promise<void> {
  await deliver([], settings, { signal: new AbortController().signal, deadlines: { ...usual, silence: connect } });
}

/**
 * Sends messages and waits until the collector has read them. The protocol has no word for that, so this side ends the
 * connection behind the last message: a collector reads up to that end, and then ends its own side.
 * @throws CollectorError or SettingsError; then nobody knows how much of it came
 */
export async function deliver(
  messages: readonly Buffer[],
  settings: SyslogSettings,
  { signal, deadlines = usual }: { readonly signal: AbortSignal; readonly deadlines?: Deadlines | undefined },
): Promise<void> {
  const line = await Line.open(settings, deadlines);
  const stop = () => line.close();
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (signal.aborted) line.close();
    await line.say(Buffer.concat(messages));
    // Should it end the connection of itself right now, that would look like its answer to our end. By then what was sent has
    // reached it: whatever it leaves unread breaks the connection, and is no end.
    await line.holdFor(deadlines.settle);
    await line.end();
  } finally {
    signal.removeEventListener('abort', stop);
    line.close();
  }
}

/** One connection; whatever happens to it before its end is a failure. */
class Line {
  readonly #socket: Socket;
  readonly #broken: Promise<never>;
  readonly #ended: Promise<void>;

  private constructor(socket: Socket, settings: SyslogSettings) {
    this.#socket = socket;
    const closed = Promise.withResolvers<never>();
    const fail = (error: NodeJS.ErrnoException) => closed.reject(new CollectorError(explained(error, settings)));
    socket.on('error', fail);
    socket.on('timeout', () => fail(Object.assign(new Error('nothing moves'), { code: 'ETIMEDOUT' })));
    socket.on('close', () => fail(Object.assign(new Error('it was closed'), { code: 'ECONNRESET' })));
    this.#broken = closed.promise;
    this.#broken.catch(() => {});
    this.#ended = new Promise((resolve) => socket.once('end', () => resolve()));
    // What it says means nothing; only its end does.
    socket.resume();
  }

  static async open(settings: SyslogSettings, deadlines: Deadlines): Promise<Line> {
    const { secure, host, port } = placeOf(settings);
    const common = { host, port, allowHalfOpen: true };
    const socket = secure
      ? connectTls({
          ...common,
          ...tlsOptions,
          ...(await trustOf(settings)),
          ...(isIP(host) === 0 && { servername: host }),
        })
      : connectPlain(common);
    const line = new Line(socket, settings);
    socket.setTimeout(deadlines.connect);
    try {
      const reached = new Promise<void>((resolve) =>
        socket.once(secure ? 'secureConnect' : 'connect', () => resolve()),
      );
      await Promise.race([reached, line.#broken]);
      socket.setTimeout(deadlines.silence);
      return line;
    } catch (error) {
      line.close();
      throw error;
    }
  }

  async say(bytes: Buffer): Promise<void> {
    const written = new Promise<void>((resolve) => {
      this.#socket.write(bytes, (error) => {
        if (!error) resolve();
      });
    });
    await Promise.race([written, this.#broken, this.#endedEarly()]);
  }

  async holdFor(duration: number): Promise<void> {
    await Promise.race([sleep(duration), this.#broken, this.#endedEarly()]);
  }

  async end(): Promise<void> {
    this.#socket.end();
    await Promise.race([this.#ended, this.#broken]);
  }

  close(): void {
    this.#socket.destroy();
  }

  async #endedEarly(): Promise<never> {
    await this.#ended;
    throw new CollectorError('The log collector ended the connection before it had everything; it is sent again.');
  }
}

const untrusted =
  'its certificate is signed by nobody that this server trusts: name the authority with audit.syslog.authorityFile';
const unknown = 'its name is not known on this network: check audit.syslog.address';

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: unknown,
  EAI_AGAIN: unknown,
  ECONNREFUSED: 'nothing listens there: check whether it runs, the port in audit.syslog.address, and the firewall',
  ETIMEDOUT:
    'it does not answer, or does not read what it is sent: check it, whether it speaks TLS at this port, and firewalls on the way',
  ECONNRESET: 'it broke the connection: look into its log; it may want TLS, or a certificate of this server',
  EPIPE: 'it broke the connection: look into its log; it may want TLS, or a certificate of this server',
  EPROTO: 'it does not speak TLS at this port: check the port, or use tcp:// in audit.syslog.address',
  ERR_SSL_WRONG_VERSION_NUMBER:
    'it does not speak TLS at this port: check the port, or use tcp:// in audit.syslog.address',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'its certificate is for another name than the one in audit.syslog.address: use the name that the certificate is for',
  CERT_HAS_EXPIRED: 'its certificate has ended: renew it',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet: look at the clocks of both machines',
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
};

function explained({ code = '', message }: NodeJS.ErrnoException, { address }: SyslogSettings): string {
  const known = reasons[code] ?? (/certificate.required/i.test(code) ? wantsCertificate : undefined);
  return `The log collector ${address} cannot be used: ${known ?? 'look at it, and at audit.syslog'} (${message}).`;
}

const wantsCertificate =
  'it wants a certificate of this server: name one with audit.syslog.certificateFile and keyFile';
