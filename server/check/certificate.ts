import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { duplexPair } from 'node:stream';
import { connect, TLSSocket } from 'node:tls';
import { limits } from '../../shared/contract/limits.ts';
import type { Settings } from '../../shared/kiosk/settings.ts';
import { type Tls, tlsOf, tlsOptions } from '../http/tls.ts';
import { attention, type Finding, fine, wrong } from './finding.ts';

const day = 24 * 3600 * 1000;

/** The server's certificate: its key, its name and its dates, and whether the applications will trust it. @throws SettingsError */
export async function checkCertificate(settings: Settings, now: number): Promise<Finding[]> {
  const { server } = settings;
  const tls = await tlsOf(settings, now);
  if (server === undefined || tls === undefined) {
    return [fine('certificate', 'None is needed: without server in the settings only this machine is answered.')];
  }
  const { certificateFile, authorityFile } = server.tls;
  const own = new X509Certificate(tls.cert);
  const findings = [
    fine('certificate', `${certificateFile} is for ${server.name}, and the key in keyFile is its key.`),
  ];
  findings.push(ending(certificateFile, own, now));
  if (authorityFile !== undefined) findings.push(authority(authorityFile, await readFile(authorityFile, 'utf8'), now));
  const refused = await whyNotTrusted(tls, server.name);
  findings.push(
    refused === undefined
      ? fine('certificate', 'This machine trusts who signed it, so that portal and applications reach each other.')
      : wrong(
          'certificate',
          `This machine does not trust ${certificateFile} (${refused}): put the certificates between it and its authority into the same file, after it, and name the authority with server.tls.authorityFile.`,
        ),
  );
  return findings;
}

function authority(file: string, pem: string, now: number): Finding {
  const certificate = new X509Certificate(pem);
  return certificate.validToDate.getTime() > now
    ? ending(file, certificate, now)
    : wrong('certificate', `${file} is no longer valid since ${certificate.validTo}; make or ask for a new one.`);
}

function ending(file: string, { validToDate }: X509Certificate, now: number): Finding {
  const days = Math.floor((validToDate.getTime() - now) / day);
  const until = `${file} is valid until ${validToDate.toISOString().slice(0, 10)} (${days} days).`;
  if (days > limits.tls.renewInDays) return fine('certificate', until);
  return attention('certificate', `${until} Renew it; a running server takes the new one over by itself.`);
}

/** A whole handshake inside of this process, because only the library that will decide knows how it does. */
async function whyNotTrusted({ cert, key }: Tls, name: string): Promise<string | undefined> {
  const [here, there] = duplexPair();
  const server = new TLSSocket(there, { isServer: true, cert, key, ...tlsOptions });
  server.on('error', () => {});
  const client = connect({ socket: here, host: name, ...(isIP(name) === 0 && { servername: name }) });
  try {
    await once(client, 'secureConnect');
    return undefined;
  } catch (error) {
    return (error as Error).message;
  } finally {
    client.destroy();
    server.destroy();
  }
}
