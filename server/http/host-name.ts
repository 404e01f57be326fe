import type { FastifyRequest } from 'fastify';
import { isLoopbackHost } from '../../shared/contract/loopback.ts';
import { Problem } from './problem.ts';

/**
 * Whether a request asks for this server by its name. Parsed and normalised as browsers do it (case, default port), so
 * that a page of another name that resolves to this address (DNS rebinding) gets nothing.
 * @param origin the server's own
 * @returns 'own', or 'another' for a name that people use for it: cookies and the issuer live under one name only
 */
export function judgeHost(host: string | undefined, origin: URL): 'own' | 'another' | 'refused' {
  // As browsers nearly always send it; parsing takes ten times as long.
  if (host === origin.host) return 'own';
  const asked = host !== undefined && /^[\w.:[\]-]+$/.test(host) ? `${origin.protocol}//${host}` : '';
  if (!URL.canParse(asked)) return 'refused';
  const url = new URL(asked);
  if (url.host === origin.host) return 'own';
  if (url.port !== origin.port) return 'refused';
  // With the dot that ends a whole name it is the same host, and another origin to browsers.
  const name = url.hostname.replace(/\.$/, '');
  const isThisMachine = name === 'localhost' || name === '127.0.0.1';
  return name === origin.hostname || (isThisMachine && isLoopbackHost(origin.hostname)) ? 'another' : 'refused';
}

/** @returns where a request belongs that used another name of this server, or undefined where it used its own */
export function requireHost({ method, url, headers }: FastifyRequest, origin: URL): string | undefined {
  const verdict = judgeHost(headers.host, origin);
  if (verdict === 'own') return undefined;
  if (verdict === 'refused') throw new Problem('host-refused');
  if (method !== 'GET') {
    throw new Problem('host-refused', { detail: `Its address is ${origin.origin}/.` });
  }
  // Put together, not resolved: a path that begins with two slashes would be another host.
  return `${origin.origin}${url.startsWith('/') ? url : '/'}`;
}
