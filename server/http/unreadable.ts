import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import { type ProblemType, problems, problemUri } from '../../shared/contract/problems.ts';
import { plainPage, plainStyle } from './plain-page.ts';

interface ClientError extends Error {
  readonly code?: string;
  /** What was read last, a buffer; present where the request could not be parsed. */
  readonly rawPacket?: unknown;
}

const types: Readonly<Record<string, ProblemType>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
};

/** Answers what is no request that the server can read, such as an address of many thousand characters. */
export function answerUnreadable(error: ClientError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(answerTo(error));
  socket.destroy(error);
}

function answerTo({ code, rawPacket }: ClientError): string {
  const type = types[code ?? ''] ?? 'request-unreadable';
  const { status, title } = problems[type];
  const isBrowser = /^accept:[^\r\n]*text\/html/im.test(
    rawPacket instanceof Buffer ? rawPacket.toString('latin1') : '',
  );
  const body = isBrowser
    ? plainPage({ title, markup: '<a class="button" href="/">Start page</a>' })
    : JSON.stringify({ type: problemUri(type), title, status });
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Content-Type: ${isBrowser ? 'text/html; charset=utf-8' : 'application/problem+json'}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `Content-Security-Policy: default-src 'none'; style-src ${plainStyle}; frame-ancestors 'none'`,
    ...['X-Content-Type-Options: nosniff', 'Cache-Control: no-store', 'Connection: close', '', body],
  ].join('\r\n');
}
