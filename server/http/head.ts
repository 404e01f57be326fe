import type { IncomingMessage } from 'node:http';

const heads = new WeakSet<IncomingMessage>();

/** HEAD is answered as GET is, without content (RFC 9110, 9.3.2), which Node leaves out by itself: it has seen the method before this. */
export function answerHeadAsGet(request: IncomingMessage): void {
  if (request.method !== 'HEAD') return;
  heads.add(request);
  request.method = 'GET';
}

/** Whether whoever asked gets no content, for answers whose content does not end. */
export const wasHead = (request: IncomingMessage): boolean => heads.has(request);
