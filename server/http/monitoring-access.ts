import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Settings } from '../../shared/kiosk/settings.ts';
import { readSecretFile } from '../keys/secret-file.ts';
import { SettingsError } from '../settings.ts';
import { Problem } from './problem.ts';
import type { AccessCheck } from './server.ts';

const tokenCharacters = 32;

/**
 * Who may read the metrics [R5]: a program on the server itself, or one that shows the token whose file the settings name.
 * @throws SettingsError where that file cannot be read or its token could be guessed
 */
export async function monitoringAccess({ metrics, server }: Settings, origin: string): Promise<AccessCheck> {
  const token = metrics && digest(await readToken(metrics.tokenFile));
  // Whoever gives a server of the clinic an address that only this machine reaches has a proxy here, and from a plain one
  // everything comes as from this machine.
  const answersProxyOnly = isLoopback(server?.listen ?? '');
  return (request) => {
    const [, shown] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (token && shown !== undefined && timingSafeEqual(digest(shown), token)) return;
    if (!answersProxyOnly && isFromHere(request, new URL(origin))) return;
    throw new Problem('monitoring-refused');
  };
}

/** A page of another name that resolves to loopback, and whatever a proxy on this machine passes on, are not. */
function isFromHere({ socket, headers }: FastifyRequest, origin: URL): boolean {
  const names = [origin.hostname, '127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${origin.port}`);
  const passedOn = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return (
    isLoopback(socket.remoteAddress ?? '') &&
    !passedOn &&
    (headers.host === origin.host || names.includes(headers.host ?? ''))
  );
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}

async function readToken(file: string): Promise<string> {
  const content = await readSecretFile(file, 'metrics.tokenFile');
  const token = content.trim();
  if (token.length < tokenCharacters || /\s/.test(token)) {
    throw new SettingsError(`metrics.tokenFile: ${file} must hold one word of ${tokenCharacters} characters or more`);
  }
  return token;
}

/** All have one length, so that comparing takes the same time whatever was shown. */
function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
