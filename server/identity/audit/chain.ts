import { createHash, createHmac, type KeyObject } from 'node:crypto';

/**
 * How each entry proves the one before it [R4]. A line is JSON that ends with `"prev"`, the code of the line before it,
 * and `"mac"`, its own: HMAC-SHA-256 over everything before that. Knowing the file is not enough to make a line; one that
 * is changed, left out, put in or moved no longer fits.
 */

/** The end of the chain so far. */
export interface Link {
  /** Counts from 1. */
  readonly n: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly mac: string;
}

/** What a genuine line holds. */
export interface ChainedEntry extends Link {
  readonly event: string;
  readonly account?: string;
  readonly workstation?: string;
  /** Of the network, where the settings want it. */
  readonly address?: string;
  readonly detail?: Readonly<Record<string, string>>;
  readonly prev: string;
}

/** What stands before the first entry: the digest of a trail that was kept without a chain, or of nothing. */
export function firstLink(unchained: Uint8Array = new Uint8Array()): Link {
  return { n: 0, at: '', mac: createHash('sha256').update(unchained).digest('base64url') };
}

/** @returns the line, without its line break, and the link it makes */
export function chain(
  entry: { readonly at: string; readonly [field: string]: unknown },
  previous: Link,
  key: KeyObject,
): { line: string; link: Link } {
  const n = previous.n + 1;
  const body = JSON.stringify({ n, ...entry, prev: previous.mac });
  const mac = macOf(Buffer.from(body), key);
  return { line: `${body.slice(0, -1)},"mac":"${mac}"}`, link: { n, at: entry.at, mac } };
}

const ending = /,"mac":"([\w-]{43})"\}$/;

/** @param line its bytes, without the line break @returns undefined where nobody with the key wrote these very bytes */
export function readChained(line: Buffer, key: KeyObject): ChainedEntry | undefined {
  // Byte by byte: two different texts that are not UTF-8 would decode to the same.
  const mac = ending.exec(line.subarray(-128).toString('latin1'))?.[1];
  if (mac === undefined) return undefined;
  const body = Buffer.concat([line.subarray(0, -`,"mac":"${mac}"}`.length), Buffer.from('}')]);
  if (macOf(body, key) !== mac) return undefined;
  return { ...(JSON.parse(body.toString('utf8')) as Omit<ChainedEntry, 'mac'>), mac };
}

function macOf(body: Buffer, key: KeyObject): string {
  return createHmac('sha256', key).update(body).digest('base64url');
}
