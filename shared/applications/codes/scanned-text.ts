import { type Element, separator } from './gs1.ts';

/** The form in which a code reached the keyboard. */
export type ScannedText =
  | { readonly form: 'nothing' | 'other' }
  /** Element strings as the symbol has them; `spaced` is the same with spaces left out, where there are some. */
  | { readonly form: 'gs1'; readonly text: string; readonly spaced?: string }
  /** Each element by itself, so that nothing is in doubt. */
  | { readonly form: 'elements'; readonly elements: readonly Element[] }
  | { readonly form: 'ndc'; readonly labeler: string; readonly product: string; readonly package: string }
  /** Ten to fourteen digits alone. */
  | { readonly form: 'number'; readonly digits: string };

/** What scanners are set to send for FNC1 instead of ASCII 29. */
const separators =
  // oxlint-disable-next-line no-control-regex -- scanners send control characters
  /\u001d|\||\\x1d|\\u001d|\\F|%1d|<(?:GS|FNC1|0x1d|0x001d)>|\{(?:GS|FNC1)\}|\[(?:GS|FNC1)\]|\u241d|\^\]|[\u001c\u001e\u001f\u00e8]|~1|[\t\r\n]/giu;

/** Names in place of numbers, which a GS1 Digital Link may have. */
const named: Readonly<Record<string, string>> = { gtin: '01', lot: '10', exp: '17', ser: '21' };

export function scannedText(text: string): ScannedText {
  // oxlint-disable-next-line no-control-regex -- some begin and end with STX and ETX
  const trimmed = text.replace(/^[\s\uFEFF\u0002]+|[\s\u0003\u0004]+$/gu, '');
  if (trimmed === '') return { form: 'nothing' };
  // An AIM symbology identifier; a caps lock turns its letter around.
  const plain = trimmed.replace(/^(?:\]|\\x5d)[A-Za-z][0-9A-Za-z]/u, '');
  if (plain === '') return { form: 'nothing' };
  if (/^https?:\/\//iu.test(plain)) return digitalLink(plain);
  if (/^\(\s*\d{2,4}\s*\)/u.test(plain)) return bracketed(plain);
  const ndc = /^(?:NDC:?\s*)?(\d{4,5})-(\d{3,4})-(\d{1,2})$/iu.exec(plain);
  if (ndc && isNdc(ndc)) return { form: 'ndc', labeler: ndc[1]!, product: ndc[2]!, package: ndc[3]! };
  if (/^\d{10,14}$/u.test(plain)) return { form: 'number', digits: plain };
  // What other codes begin with: HIBC, a driver's license (AAMVA), plain words.
  if (/^[+@]/u.test(plain) || !/^\W*\d/u.test(plain)) return { form: 'other' };
  const separated = plain.replaceAll(separators, separator);
  if (!/ /u.test(separated)) return { form: 'gs1', text: separated };
  return {
    form: 'gs1',
    text: separated.replaceAll(/ +/gu, separator),
    spaced: separated.replaceAll(' ', ''),
  };
}

function isNdc([, labeler, product, packaging]: RegExpExecArray): boolean {
  return ['5-4-2', '4-4-2', '5-3-2', '5-4-1'].includes(`${labeler!.length}-${product!.length}-${packaging!.length}`);
}

/** As it is printed below the symbol: each AI in brackets. */
function bracketed(text: string): ScannedText {
  const parts = [...text.matchAll(/\(\s*(\d{2,4})\s*\)([^(]*)/gu)];
  const elements = parts.map(([, ai, value]) => ({
    ai: ai!,
    value: value!.replaceAll(separator, '').replaceAll(/\s/gu, ''),
  }));
  return elements.some(({ value }) => value === '') ? { form: 'other' } : { form: 'elements', elements };
}

/** GS1 Digital Link: AIs and values in the path by turns, further ones behind the question mark. */
function digitalLink(text: string): ScannedText {
  const url = URL.parse(text);
  if (url === null) return { form: 'other' };
  const path = url.pathname.split('/').slice(1).map(decoded);
  const start = path.findIndex((part) => /^(?:01|gtin)$/iu.test(part));
  if (start === -1) return { form: 'other' };
  const inPath = path.slice(start).flatMap((ai, at, all) => (at % 2 === 0 ? [[ai, all[at + 1] ?? '']] : []));
  const elements = [...inPath, ...url.searchParams].flatMap(([key = '', value = '']) => {
    const ai = named[key.toLowerCase()] ?? key;
    if (!/^\d{2,4}$/u.test(ai) || value === '') return [];
    // Shorter GTINs are allowed there.
    return [{ ai, value: ai === '01' ? value.padStart(14, '0') : value }];
  });
  return { form: 'elements', elements };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
