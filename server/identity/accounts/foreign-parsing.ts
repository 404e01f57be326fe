import { decodeBase64 as decodeBcryptBase64 } from 'bcryptjs';
import { limits } from '../../../shared/contract/limits.ts';
import { type Argon2Name, bcryptBytes, digestBytes, type ForeignScheme, type ShaName } from './foreign-hash.ts';

/** A hash that can be taken over, or why not. The reason never repeats any of the hash. */
export type ParsedHash = { readonly scheme: ForeignScheme; readonly digest: string } | { readonly refused: string };

const { saltBytes, bcryptCost, pbkdf2Iterations, argon2 } = limits.foreignHash;

/** Reads one form of hash. Undefined where the text is of another form. */
type Form = (text: string) => ParsedHash | undefined;

const forms: readonly Form[] = [bcrypt, passlibPbkdf2, djangoPbkdf2, ldapSha, saltedSha, argon2Phc];

/**
 * Reads a password hash as other systems write it: bcrypt, PBKDF2 (passlib, Django), salted SHA (LDAP, `sha1$…`),
 * argon2. What a sign-in with it would cost is bounded here, so that an imported row cannot tie up the server.
 * @returns the scheme, and apart from it the digest, in the form that `foreignDigest` gives
 */
export function parseForeignHash(text: string): ParsedHash {
  if (text.length > limits.import.hashCharacters) {
    return { refused: `a hash of more than ${limits.import.hashCharacters} characters is of no known scheme` };
  }
  for (const form of forms) {
    const parsed = form(text);
    if (parsed) return parsed;
  }
  if (/^\{S?MD5\}|^\$1\$|^md5\$/i.test(text)) return { refused: 'MD5 is not taken over: it can be guessed too fast' };
  if (/^\{SHA(256|512)?\}/i.test(text)) {
    return { refused: 'a hash without salt is not taken over: equal passwords show, and tables of them exist' };
  }
  return { refused: 'not a hash of a known scheme (bcrypt, PBKDF2, salted SHA, argon2)' };
}

function bcrypt(text: string): ParsedHash | undefined {
  const match = /^\$2([a-z]?)\$(\d\d)\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})$/.exec(text);
  if (!match) return undefined;
  const [, variant, cost, salt, digest] = match as unknown as [string, string, string, string, string];
  if (!['a', 'b', 'y'].includes(variant)) {
    return { refused: `bcrypt variant 2${variant} is faulty or obsolete; only 2a, 2b and 2y are taken over` };
  }
  return (
    outOf('bcrypt cost', Number(cost), bcryptCost, 'each step doubles the time, and more than that takes seconds') ?? {
      scheme: { scheme: 'bcrypt', cost: Number(cost), salt: bcryptBase64(salt, bcryptBytes.salt) },
      digest: bcryptBase64(digest, bcryptBytes.digest),
    }
  );
}

/** Decoded, because the last character has spare bits that implementations fill differently. */
function bcryptBase64(text: string, bytes: number): string {
  return Buffer.from(decodeBcryptBase64(text, bytes)).toString('base64');
}

function passlibPbkdf2(text: string): ParsedHash | undefined {
  const match = /^\$pbkdf2(-sha1|-sha256|-sha512)?\$(\d{1,10})\$([./A-Za-z0-9]*)\$([./A-Za-z0-9]+)$/.exec(text);
  if (!match) return undefined;
  const [, hash = '-sha1', iterations, salt, digest] = match as unknown as [string, string?, ...string[]];
  const fromAb64 = (value: string) => Buffer.from(value.replaceAll('.', '+'), 'base64');
  return pbkdf2(hash.slice(1) as ShaName, Number(iterations), fromAb64(salt!), fromAb64(digest!));
}

/** Django's salt is text, and taken as it stands. */
function djangoPbkdf2(text: string): ParsedHash | undefined {
  const match = /^pbkdf2_(sha1|sha256|sha512)\$(\d{1,10})\$([^$]*)\$([+/=A-Za-z0-9]+)$/.exec(text);
  if (!match) return undefined;
  const [, hash, iterations, salt, digest] = match as unknown as [string, ShaName, string, string, string];
  return pbkdf2(hash, Number(iterations), Buffer.from(salt, 'utf8'), Buffer.from(digest, 'base64'));
}

function pbkdf2(hash: ShaName, iterations: number, salt: Buffer, digest: Buffer): ParsedHash {
  return (
    outOf('PBKDF2 iterations', iterations, pbkdf2Iterations, 'more would keep a sign-in waiting for seconds') ??
    badSalt(salt) ??
    badDigest(hash, digest) ?? {
      scheme: { scheme: 'pbkdf2', hash, iterations, salt: salt.toString('base64') },
      digest: digest.toString('base64'),
    }
  );
}

/** RFC 2307's form: the digest, and after it the salt, in one base64. */
function ldapSha(text: string): ParsedHash | undefined {
  const match = /^\{SSHA(256|512)?\}([+/=A-Za-z0-9]+)$/i.exec(text);
  if (!match) return undefined;
  const hash = `sha${match[1] ?? '1'}` as ShaName;
  const bytes = Buffer.from(match[2]!, 'base64');
  return sha(hash, 'end', bytes.subarray(digestBytes[hash]), bytes.subarray(0, digestBytes[hash]));
}

function saltedSha(text: string): ParsedHash | undefined {
  const match = /^(sha1|sha256|sha512)\$([^$]*)\$((?:[0-9a-f]{2})+)$/i.exec(text);
  if (!match) return undefined;
  const hash = match[1]!.toLowerCase() as ShaName;
  return sha(hash, 'start', Buffer.from(match[2]!, 'utf8'), Buffer.from(match[3]!, 'hex'));
}

function sha(hash: ShaName, saltAt: 'start' | 'end', salt: Buffer, digest: Buffer): ParsedHash {
  return (
    badDigest(hash, digest) ??
    badSalt(salt) ?? {
      scheme: { scheme: 'sha', hash, salt: salt.toString('base64'), saltAt },
      digest: digest.toString('base64'),
    }
  );
}

const phc =
  /^\$(argon2(?:id|i|d))\$(?:v=(\d{1,3})\$)?m=(\d{1,10}),t=(\d{1,10}),p=(\d{1,10})\$([+/A-Za-z0-9]+)\$([+/A-Za-z0-9]+)$/;

function argon2Phc(text: string): ParsedHash | undefined {
  const match = phc.exec(text);
  if (!match) return undefined;
  // Without a version it is the first one, 1.0.
  const [, variant, version = '16', m, t, p, saltText, digestText] = match as unknown as [string, ...string[]];
  const [memoryKiB, passes, lanes] = [Number(m), Number(t), Number(p)];
  const salt = Buffer.from(saltText!, 'base64');
  const digest = Buffer.from(digestText!, 'base64');
  if (version !== '16' && version !== '19') return { refused: 'argon2 has the versions 16 and 19 only' };
  return (
    outOf('argon2 passes', passes, { minimum: 1, maximum: argon2.passes }, 'more would take seconds') ??
    outOf('argon2 lanes', lanes, { minimum: 1, maximum: argon2.lanes }, 'more threads than a server spares') ??
    outOf(
      'argon2 memory in KiB',
      memoryKiB,
      { minimum: 8 * lanes, maximum: argon2.memoryKiB },
      'the algorithm needs 8 for each lane, and a few sign-ins at once must fit into memory',
    ) ??
    outOf(
      'the salt’s length in bytes',
      salt.length,
      { minimum: argon2.saltBytes, maximum: saltBytes.maximum },
      'argon2 needs 8, and nobody uses more',
    ) ??
    outOf(
      'the digest’s length in bytes',
      digest.length,
      argon2.digestBytes,
      'less is met by chance, and nobody uses more',
    ) ?? {
      scheme: {
        scheme: 'argon2',
        variant: variant as Argon2Name,
        version: version === '16' ? 16 : 19,
        memoryKiB,
        passes,
        lanes,
        bytes: digest.length,
        salt: salt.toString('base64'),
      },
      digest: digest.toString('base64'),
    }
  );
}

interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
}

function outOf(what: string, value: number, { minimum, maximum }: Bounds, because: string): ParsedHash | undefined {
  if (value >= minimum && value <= maximum) return undefined;
  return { refused: `${what} must be from ${minimum} to ${maximum}: ${because}` };
}

function badSalt(salt: Buffer): ParsedHash | undefined {
  return outOf('the salt’s length in bytes', salt.length, saltBytes, 'none is not salted, and nobody uses more');
}

function badDigest(hash: ShaName, digest: Buffer): ParsedHash | undefined {
  if (digest.length === digestBytes[hash]) return undefined;
  return { refused: `the digest is not ${digestBytes[hash]} bytes long, as ${hash} makes it: it was cut or changed` };
}
