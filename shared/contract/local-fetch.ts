/**
 * `fetch` that also finds names under `.localhost`. Browsers take them for this machine (RFC 6761, 6.3), but the resolvers
 * of most systems, and so Node, do not know them.
 */
export async function localFetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const { hostname } = new URL(input instanceof Request ? input.url : input);
  if (!hostname.endsWith('.localhost')) return fetch(input, init);
  fetchAtLoopback ??= fetchByLookup();
  return (await fetchAtLoopback)(input instanceof Request ? input.url : input, init);
}

let fetchAtLoopback: Promise<typeof fetch> | undefined;

/** Loaded only where a deployment lives under such names. */
async function fetchByLookup(): Promise<typeof fetch> {
  const { Agent, fetch: fetchBy } = await import('undici');
  const dispatcher = new Agent({ connect: { lookup: (_name, options, found) => found(...loopbackFor(options)) } });
  return ((input: string, init: object) => fetchBy(input, { ...init, dispatcher })) as unknown as typeof fetch;
}

function loopbackFor({ all }: { all?: boolean | undefined }): [null, string | { address: string; family: 4 }[], 4] {
  return [null, all ? [{ address: '127.0.0.1', family: 4 }] : '127.0.0.1', 4];
}
