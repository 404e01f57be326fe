// Every request of a page stops here: the navigation guards, the session's webRequest listeners and its protocol handlers
// decide before it goes on.
import { app } from './app.ts';
import { type CdpSession, ignoreFailure, type Protocol } from './cdp.ts';
import { electronEvent } from './emulated.ts';
import { holdFirstDocuments, watched } from './first-documents.ts';
import type { WebFrameMain } from './frames.ts';
import { fromWire, schemeOf, toWire } from './schemes.ts';
import type { WebContents } from './web-contents.ts';
import type { RequestDetails } from './web-request.ts';

type Paused = Protocol.Fetch.requestPausedPayload;

/** Where a page asks whether it may open a window. No such request reaches a server or the app. */
export const openPath = '/.electron-host/open';

export function interceptRequests(contents: WebContents, page: CdpSession): Promise<unknown> {
  const patterns: Protocol.Fetch.RequestPattern[] = [{ urlPattern: '*', requestStage: 'Request' }];
  // Only on demand: it holds back every response until it has been looked at.
  if (contents.session.requests.listensTo('onHeadersReceived')) {
    patterns.push({ urlPattern: '*', requestStage: 'Response' });
  }
  return page.send('Fetch.enable', { patterns, handleAuthRequests: true });
}

export async function requestPaused(contents: WebContents, page: CdpSession, paused: Paused): Promise<void> {
  const { requestId } = paused;
  watched(contents, page, paused);
  try {
    if (new URL(paused.request.url).pathname === openPath) await answerOpen(contents, page, paused);
    else if (paused.responseStatusCode !== undefined) await decideResponse(contents, page, paused);
    else if (paused.responseErrorReason !== undefined) await page.send('Fetch.continueRequest', { requestId });
    else if (paused.resourceType === 'Document' && !(await mayNavigate(contents, paused))) {
      await page.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }); // the old document stays
    } else await decideRequest(contents, page, paused);
  } catch (error) {
    // A listener of the app that throws must not leave its request hanging without a trace.
    ignoreFailure(page.send('Fetch.failRequest', { requestId, errorReason: 'Failed' }));
    if (!contents.isDestroyed() && !/Invalid InterceptionId|is gone|not found/.test(String(error)))
      console.error(error);
  }
}

async function answerOpen(contents: WebContents, page: CdpSession, { requestId, request }: Paused): Promise<void> {
  const asked = JSON.parse(request.postData ?? '') as Parameters<WebContents['scriptOpens']>[0];
  const answer = contents.scriptOpens(asked);
  if (answer === 'opener') await holdFirstDocuments(requestPaused);
  const body = Buffer.from(answer).toString('base64');
  await page.send('Fetch.fulfillRequest', { requestId, responseCode: 200, body });
}

/** A server or proxy that wants a password: the app's listener says which, or none. */
export function passwordAsked(
  contents: WebContents,
  page: CdpSession,
  { requestId, request, authChallenge }: Protocol.Fetch.authRequiredPayload,
): void {
  const answer = (username?: string, password = ''): void => {
    const given = username === undefined ? {} : { username, password };
    const response = username === undefined ? 'CancelAuth' : 'ProvideCredentials';
    const authChallengeResponse = { response, ...given } as const;
    ignoreFailure(page.send('Fetch.continueWithAuth', { requestId, authChallengeResponse }));
  };
  const { scheme, realm, origin, source } = authChallenge;
  const { hostname: host, port } = new URL(origin);
  const asked = electronEvent({});
  const asks = { isProxy: source === 'Proxy', scheme, host, port: Number(port), realm };
  app.emit('login', asked, contents, { url: request.url }, asks, answer);
  if (!asked.defaultPrevented) answer();
}

/** The guard events, in Electron's order. `loadURL` and its like are the app's own will and not asked about. */
async function mayNavigate(contents: WebContents, paused: Paused): Promise<boolean> {
  const url = fromWire(paused.request.url);
  const isMainFrame = contents.frames.isMain(paused.frameId);
  const isRedirect = paused.redirectedRequestId !== undefined;
  const frame = contents.frames.get(paused.frameId) ?? null;
  const details = { url, isSameDocument: false, isMainFrame, frame, initiator: frame };
  const ask = (event: string): boolean => {
    const asked = electronEvent({ ...details });
    contents.emit(event, asked, url, false, isMainFrame);
    return !asked.defaultPrevented;
  };
  if (isRedirect) {
    if (!ask('will-redirect')) return false;
  } else if (!(isMainFrame && contents.isOwnNavigation(url))) {
    if (!ask('will-frame-navigate')) return false;
    if (isMainFrame && !ask('will-navigate')) return false;
  }
  if (!isRedirect) ask('did-start-navigation');
  if (/^https?:/.test(paused.request.url)) {
    await contents.session.documentRequested(contents, new URL(paused.request.url).origin);
  }
  return true;
}

async function decideRequest(contents: WebContents, page: CdpSession, paused: Paused): Promise<void> {
  const { requestId, request } = paused;
  const { requests, protocolHandlers } = contents.session;
  const details = describe(contents, paused);

  const before = await requests.ask('onBeforeRequest', details);
  if (before.cancel === true) {
    await page.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
    return;
  }
  if (before.redirectURL !== undefined) {
    const responseHeaders = [{ name: 'Location', value: toWire(before.redirectURL) }];
    await page.send('Fetch.fulfillRequest', { requestId, responseCode: 307, responseHeaders });
    return;
  }

  const handler = protocolHandlers.get(schemeOf(details.url));
  if (handler !== undefined) {
    const body = request.postData === undefined ? {} : { body: request.postData };
    const response = await handler(
      new Request(details.url, { method: request.method, headers: request.headers, ...body }),
    );
    await page.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    });
    return;
  }
  if (details.url !== request.url) {
    // A scheme of the app's for which this session has no handler.
    await page.send('Fetch.failRequest', { requestId, errorReason: 'Failed' });
    return;
  }

  const { cancel, requestHeaders } = await requests.ask('onBeforeSendHeaders', {
    ...details,
    requestHeaders: request.headers,
  } as RequestDetails);
  if (cancel === true) await page.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
  else {
    const headers = requestHeaders === undefined ? {} : { headers: headerEntries(requestHeaders) };
    await page.send('Fetch.continueRequest', { requestId, ...headers });
  }
}

async function decideResponse(contents: WebContents, page: CdpSession, paused: Paused): Promise<void> {
  const { requestId, responseStatusCode = 200, responseHeaders = [] } = paused;
  const headers: Record<string, string[]> = {};
  for (const { name, value } of responseHeaders) (headers[name] ??= []).push(value);
  const verdict = await contents.session.requests.ask('onHeadersReceived', {
    ...describe(contents, paused),
    statusCode: responseStatusCode,
    statusLine: `HTTP/1.1 ${responseStatusCode} ${paused.responseStatusText ?? ''}`.trim(),
    responseHeaders: headers,
  } as RequestDetails);
  if (verdict.cancel === true) await page.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
  else {
    await page.send('Fetch.continueResponse', {
      requestId,
      responseCode: responseStatusCode,
      responseHeaders: headerEntries(verdict.responseHeaders ?? headers),
    });
  }
}

function describe(contents: WebContents, { requestId, frameId, resourceType, request }: Paused): RequestDetails {
  const document = contents.frames.isMain(frameId) ? 'mainFrame' : 'subFrame';
  const named: Record<string, string> = { Document: document, Fetch: 'xhr', CSPViolationReport: 'cspReport' };
  const isMainDocument = resourceType === 'Document' && contents.frames.isMain(frameId);
  const details = {
    id: requestId,
    url: fromWire(request.url),
    method: request.method,
    resourceType: named[resourceType] ?? resourceType.toLowerCase(),
    referrer: request.headers['Referer'] ?? '',
    ...(!isMainDocument && { initiatorOrigin: initiatorOf(contents.frames.get(frameId)) }),
    frame: contents.frames.get(frameId) ?? null,
    webContents: contents,
    webContentsId: contents.id,
    timestamp: Date.now(),
  };
  return details;
}

/** An empty document has the origin of whoever made it; so has the frame that is only about to be filled. */
function initiatorOf(frame: WebFrameMain | null | undefined): string {
  if (!frame) return 'null';
  return frame.url.startsWith('about:') && frame.parent !== null ? initiatorOf(frame.parent) : frame.origin;
}

function headerEntries(headers: Record<string, string | string[]>): { name: string; value: string }[] {
  return Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: one })));
}
