import type { CalendarDate } from '../../contract/time.ts';
import {
  type Carton,
  cartons,
  cartonsByTenDigits,
  type UnitOfUse,
  units,
  unitsAsOf,
  unitsByTenDigits,
} from './units.ts';
import {
  checkDigit,
  dateOf,
  type Element,
  elementString,
  firstOf,
  hasCheckDigit,
  isPossible,
  lotCharacters,
} from './gs1.ts';
import { scannedText } from './scanned-text.ts';

export type ScanNote =
  | 'not a package'
  | 'not a vaccine code'
  | 'check digit'
  | 'lot too long'
  | 'impossible'
  | 'again'
  | 'statement'
  | 'shipment'
  | 'two scans'
  | 'lost separator'
  | 'part unread'
  | 'expired'
  | 'unknown product number'
  | 'unknown number'
  | 'carton'
  | 'type the rest';
export type ScannedPart = 'ndc' | 'lot' | 'expiration';

/** What a scan of a vaccine's package says [I5]. Only `ok` may be taken over as it is. */
export interface UnitScan {
  /**
   * `confirm`: a separator was lost, or two scans ran together; `readings` has what it can mean. `incomplete`: something is
   * missing and has to be typed. `carton`: a unit of sale. `wrong kind`: no vaccine's package. `reject`: misread; nothing is filled.
   */
  readonly result:
    | 'ok'
    | 'confirm'
    | 'incomplete'
    | 'reject'
    | 'expired'
    | 'carton'
    | 'unknown product'
    | 'product only'
    | 'wrong kind'
    | 'ignore';
  readonly gtin?: string;
  /** National Drug Code, 5-4-2. */
  readonly ndc11?: string;
  readonly cvx?: string;
  readonly mvx?: string;
  readonly product?: string;
  readonly lot?: string;
  readonly expiry?: CalendarDate;
  readonly serial?: string;
  /** What a person should know of it. */
  readonly notes?: readonly ScanNote[];
  /** What it does not say, and a person types. */
  readonly missing?: readonly ScannedPart[];
  /** What it can mean where a separator was lost; the person who holds the package decides. */
  readonly readings?: readonly Reading[];
  /** Of a carton: the units of use in it. */
  readonly units?: readonly string[];
  /** Of a Vaccine Information Statement: its document, and the date of its edition. */
  readonly statement?: { readonly gdti: string; readonly edition?: CalendarDate };
}

export interface Reading {
  readonly lot?: string;
  readonly expiry?: CalendarDate;
  readonly serial?: string;
}

/**
 * Reads what a keyboard-wedge scanner types, or a person: a GS1 DataMatrix or bar code, its form with brackets, a GS1 Digital
 * Link, a UPC, or an NDC. Where a separator was lost it says what that can mean, and never guesses.
 * @param on the day on which the vaccine would be given; without it, the edition of the tables, so that the answer is the same each time
 */
export function readUnitScan(text: string, on: CalendarDate = `${unitsAsOf}-01`): UnitScan {
  const scanned = scannedText(text);
  switch (scanned.form) {
    case 'nothing':
      return { result: 'ignore' };
    case 'other':
      return { result: 'wrong kind', notes: ['not a package'] };
    case 'number':
      return ofNumber(scanned.digits);
    case 'ndc':
      return ofNdc(scanned.labeler, scanned.product, scanned.package);
    case 'elements':
      return ofElements({ elements: scanned.elements, rest: '', separated: true, open: undefined }, on);
    case 'gs1': {
      const read = ofElements(elementString(scanned.text), on);
      // Some scanners send a space for the separator, and some people type spaces for their eyes.
      return read.result === 'reject' && scanned.spaced !== undefined
        ? ofElements(elementString(scanned.spaced), on)
        : read;
    }
  }
}

const misread = (note: ScanNote): UnitScan => ({ result: 'reject', notes: [note, 'again'] });

function ofElements({ elements, rest, separated, open }: ReturnType<typeof elementString>, on: CalendarDate): UnitScan {
  const valueOf = (ai: string) => elements.find((element) => element.ai === ai)?.value;
  const [gtin, statement] = [valueOf('01'), valueOf('253')];
  if (elements.length === 0) return misread('not a vaccine code');
  if (statement !== undefined && gtin === undefined) {
    const edition = dateOf(/^\d{13}11(\d{6})$/.exec(statement)?.[1] ?? valueOf('11') ?? '');
    const gdti = statement.slice(0, 13);
    return { result: 'wrong kind', notes: ['statement'], statement: { gdti, ...(edition && { edition }) } };
  }
  if (valueOf('00') !== undefined && gtin === undefined) {
    return { result: 'wrong kind', notes: ['shipment'] };
  }
  if (gtin !== undefined && !hasCheckDigit(gtin)) return misread('check digit');

  const typed = readings(elements, open, separated);
  if (typed === 'too long') return misread('lot too long');
  if (typed === 'impossible') return misread('impossible');
  if (typed === 'twice') {
    return {
      result: 'confirm',
      ...productOf(gtin),
      notes: ['two scans'],
      readings: [],
    };
  }
  const product = productOf(gtin);
  if (typed.length > 1 || typed[0]!.guessed) {
    const all = typed.map(({ reading }) => reading);
    const [only] = typed;
    // What stands before the value in which the separator was lost is certain. A product number with its check digit behind the lot can hardly be chance, and still a person is asked.
    const sure = only!.gtin === undefined ? readingOf(elements.slice(0, -1)) : only!.reading;
    const found = gtin === undefined ? productOf(only!.gtin) : product;
    return { result: 'confirm', ...found, ...sure, notes: ['lost separator'], readings: all };
  }

  const [{ reading }] = typed as [Meaning];
  const notes: ScanNote[] = [];
  if (rest !== '') notes.push('part unread');
  const filled = { ...product, ...reading };
  const missing = missingIn(filled);
  const result = resultOf(filled, on, notes);
  return { result, ...filled, ...(notes.length > 0 && { notes }), ...(result === 'incomplete' && { missing }) };
}

function resultOf(scan: Product & Reading, on: CalendarDate, notes: ScanNote[]): UnitScan['result'] {
  const { gtin, ndc11, expiry } = scan;
  const isExpired = expiry !== undefined && expiry < on;
  if (isExpired) notes.push('expired');
  if (gtin !== undefined && ndc11 === undefined) {
    notes.push('unknown product number');
    return 'unknown product';
  }
  if (scan.units !== undefined) {
    notes.push('carton');
    return 'carton';
  }
  if (missingIn(scan).length > 0) return 'incomplete';
  return isExpired ? 'expired' : 'ok';
}

function missingIn({ gtin, lot, expiry }: Product & Reading): readonly ScannedPart[] {
  return [
    ...(gtin === undefined ? (['ndc'] as const) : []),
    ...(lot === undefined ? (['lot'] as const) : []),
    ...(expiry === undefined ? (['expiration'] as const) : []),
  ];
}

interface Meaning {
  readonly reading: Reading;
  readonly gtin?: string;
  /** Read without a separator that should have been there. */
  readonly guessed: boolean;
}

/** What the elements can mean: one meaning, or several where a separator was lost in the last value. */
function readings(
  elements: readonly Element[],
  open: Element | undefined,
  separated: boolean,
): readonly Meaning[] | 'too long' | 'impossible' | 'twice' {
  if (elements.some((element) => isImpossible(element))) return 'impossible';
  if (elements.filter(({ ai }) => ai === '01').length > 1) return 'twice';
  const asRead: Meaning = { reading: readingOf(elements), guessed: false };
  const holdsRest = open !== undefined && (open.ai === '10' || open.ai === '21');
  const long = elements.some(({ ai, value }) => (ai === '10' || ai === '21') && value.length > lotCharacters);
  if (!holdsRest || separated) return long ? 'too long' : [asRead];

  const earlier = elements.slice(0, -1);
  const known = new Set(earlier.map(({ ai }) => ai));
  if (known.has('01') && /01\d{14}/.test(open.value) && hasAgain(open.value)) return 'twice';
  // What explains most of it comes first.
  const others = splits(open, known)
    .toSorted((a, b) => b.length - a.length)
    .map((split): Meaning => {
      const gtin = split.find(({ ai }) => ai === '01')?.value;
      return {
        reading: readingOf([...earlier, ...split]),
        ...(gtin !== undefined && { gtin }),
        guessed: true,
      };
    });
  if (!long) return others.length === 0 ? [asRead] : [...others, asRead];
  return others.length === 0 ? 'too long' : others;
}

function isImpossible(element: Element): boolean {
  const { ai, value } = element;
  if (/^1[1235679]$/.test(ai)) return dateOf(value) === undefined;
  if (ai === '7003') return dateOf(value.slice(0, 6)) === undefined;
  // A lot that is too long may be two values, and is looked at later.
  return !isPossible(ai === '10' || ai === '21' ? { ai, value: value.slice(0, lotCharacters) } : element);
}

function hasAgain(text: string): boolean {
  return [...text.matchAll(/(?=01(\d{14}))/g)].some(([, gtin]) => hasCheckDigit(gtin!));
}

/** All ways in which the value of a lot or serial number may end earlier, with only whole and possible elements behind it. */
function splits({ ai, value }: Element, known: ReadonlySet<string>): Element[][] {
  const found: Element[][] = [];
  for (let at = 1; at < value.length && at <= lotCharacters; at += 1) {
    for (const behind of wholly(value.slice(at), new Set([...known, ai]))) {
      const shortest = behind[0]!.ai === '21' ? 3 : 1;
      if (at >= shortest) found.push([{ ai, value: value.slice(0, at) }, ...behind]);
    }
  }
  return found;
}

/** Whole elements, each AI once. A serial number that no separator announces has six characters at least: lots contain 21, too. */
function wholly(text: string, known: ReadonlySet<string>): Element[][] {
  const first = firstOf(text);
  if (first === undefined || !/^(?:01|1[0157]|21)$/.test(first.element.ai)) return [];
  const { element, rest, isVariable } = first;
  if (known.has(element.ai) || isImpossible(element)) return [];
  if (element.ai === '01' && !hasCheckDigit(element.value)) return [];
  const now = new Set([...known, element.ai]);
  if (!isVariable) return rest === '' ? [[element]] : wholly(rest, now).map((behind) => [element, ...behind]);
  const least = element.ai === '21' ? 6 : 3;
  const whole = element.value.length >= least && element.value.length <= lotCharacters ? [[element]] : [];
  return [...whole, ...splits(element, known).filter(([own]) => own!.value.length >= least)];
}

function readingOf(elements: readonly Element[]): Reading {
  const valueOf = (ai: string) => elements.find((element) => element.ai === ai)?.value;
  const [lot, serial] = [valueOf('10'), valueOf('21')];
  const expiry = dateOf(valueOf('17') ?? valueOf('7003')?.slice(0, 6) ?? '');
  // A caps lock turns the case around; lots are written in capitals.
  return { ...(lot && { lot: lot.toUpperCase() }), ...(expiry && { expiry }), ...(serial && { serial }) };
}

type Product = Pick<UnitScan, 'gtin' | 'ndc11' | 'cvx' | 'mvx' | 'product' | 'units'>;

/** A GTIN of a drug has its NDC in it: indicator, 03, ten digits, check digit. Where ten digits are split is in the tables alone. */
function productOf(gtin: string | undefined): Product {
  if (gtin === undefined) return {};
  const ten = gtin.slice(1, 3) === '03' ? gtin.slice(3, 13) : '';
  const unit = unitsByTenDigits.get(ten);
  if (unit) return { gtin, ...ofUnit(unit) };
  const carton = cartonsByTenDigits.get(ten);
  return carton ? { gtin, ...ofCarton(carton) } : { gtin };
}

function ofUnit({ ndc, cvx, mvx, product }: UnitOfUse): Product {
  return { ndc11: ndc, cvx, ...(mvx !== undefined && { mvx }), product };
}

function ofCarton(carton: Carton): Product {
  const [first] = carton.units;
  const unit = units.get(first ?? '');
  return { ...(unit && ofUnit(unit)), ndc11: carton.ndc, units: carton.units };
}

/** Digits alone: UPC-A, EAN-13 or GTIN-14 with a check digit, or an NDC of ten or eleven digits. */
function ofNumber(digits: string): UnitScan {
  if (digits.length >= 12) {
    const gtin = digits.padStart(14, '0');
    if (!hasCheckDigit(gtin)) return misread('check digit');
    return productOnly(productOf(gtin));
  }
  const ten = digits.length === 10 ? digits : undefined;
  const eleven = `${digits.slice(0, 5)}-${digits.slice(5, 9)}-${digits.slice(9)}`;
  return productOnly(ten === undefined ? ofEleven(eleven) : productOf(gtinOf(ten)));
}

/** With hyphens it is known which part is short of a zero: 4-4-2, 5-3-2 and 5-4-1 become 5-4-2. */
function ofNdc(labeler: string, product: string, packaging: string): UnitScan {
  const eleven = `${labeler.padStart(5, '0')}-${product.padStart(4, '0')}-${packaging.padStart(2, '0')}`;
  return productOnly(ofEleven(eleven));
}

function ofEleven(ndc: string): Product {
  const known = units.get(ndc) ?? cartons.get(ndc);
  return known ? productOf(gtinOf(known.ndc10)) : {};
}

function productOnly(product: Product): UnitScan {
  const isKnown = product.ndc11 !== undefined;
  const unknown = { ...(product.gtin && { gtin: product.gtin }), notes: ['unknown number'] } as const;
  if (!isKnown) return { result: 'unknown product', ...unknown };
  return { result: product.units ? 'carton' : 'product only', ...product, notes: ['type the rest'] };
}

function gtinOf(ten: string): string {
  const digits = `003${ten}`;
  return digits + checkDigit(digits);
}
