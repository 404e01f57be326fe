// How much Chromium's HTTP cache holds. It does not say, so what it was given to keep is added up.
import type { CdpSession } from './cdp.ts';

/** Bytes of one session since its cache was last cleared. */
export class CacheSize {
  bytes = 0;
}

export function countCached(session: { readonly cacheSize: CacheSize }, page: CdpSession): void {
  const kept = new Set<string>();
  page.on('Network.responseReceived', ({ requestId, response }) => {
    const control =
      Object.entries(response.headers).find(([name]) => name.toLowerCase() === 'cache-control')?.[1] ?? '';
    const isFromNetwork = /^https?:/.test(response.url) && response.fromDiskCache !== true;
    // An answer that was made up for the page (a protocol handler's) does not come over the network.
    const isMadeUp = response.remoteIPAddress === undefined;
    if (isFromNetwork && !isMadeUp && response.status === 200 && !control.includes('no-store')) kept.add(requestId);
  });
  page.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (kept.delete(requestId)) session.cacheSize.bytes += encodedDataLength;
  });
}
