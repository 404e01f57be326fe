import { decode } from './encoding.ts';

/** HL7 v2 messages as segments of fields; the rules behind it never see one. */

export interface Separators {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subcomponent: string;
}

export const usualSeparators: Separators = {
  field: '|',
  component: '^',
  repetition: '~',
  escape: '\\',
  subcomponent: '&',
};

/** One field, or one repetition of it. */
export class Field {
  /** As it was sent. */
  readonly raw: string;
  readonly #separators: Separators;

  constructor(raw: string, separators: Separators) {
    // Two quotation marks stand for "delete what you have", which this registry does not take from messages.
    this.raw = raw === '""' ? '' : raw;
    this.#separators = separators;
  }

  get isEmpty(): boolean {
    return this.raw === '';
  }

  repetitions(): Field[] {
    return this.raw.split(this.#separators.repetition).map((raw) => new Field(raw, this.#separators));
  }

  /** Text of a component, from 1; of its first subcomponent unless another is asked for. */
  part(component = 1, subcomponent = 1): string {
    const text = this.raw.split(this.#separators.component)[component - 1] ?? '';
    const part = text.split(this.#separators.subcomponent)[subcomponent - 1] ?? '';
    const read = unescaped(part, this.#separators).trim();
    return read === '""' ? '' : read;
  }
}

export class Segment {
  readonly name: string;
  /** Which of the segments of this name in its message, from 1. */
  readonly occurrence: number;
  readonly #fields: readonly string[];
  readonly #separators: Separators;

  constructor(name: string, occurrence: number, fields: readonly string[], separators: Separators) {
    this.name = name;
    this.occurrence = occurrence;
    this.#fields = fields;
    this.#separators = separators;
  }

  field(number: number): Field {
    return new Field(this.#fields[number] ?? '', this.#separators);
  }

  /** Its first repetition, the given component. */
  text(number: number, component = 1, subcomponent = 1): string {
    return this.field(number).repetitions()[0]!.part(component, subcomponent);
  }

  /** Where a fault is, as ERR-2 says it. */
  at(number: number): string {
    return `${this.name}^${this.occurrence}^${number}`;
  }

  /** The whole, written with other separators. */
  written(separators: Separators): string {
    const from = this.#separators;
    if (JSON.stringify(from) === JSON.stringify(separators)) return this.#fields.join(separators.field);
    const parts = (text: string, levels: readonly (keyof Separators)[]): string => {
      const [level, ...deeper] = levels;
      if (level === undefined) return escaped(unescaped(text, from), separators);
      return text
        .split(from[level])
        .map((part) => parts(part, deeper))
        .join(separators[level]);
    };
    return this.#fields
      .map((field) => parts(field, ['repetition', 'component', 'subcomponent']))
      .join(separators.field);
  }
}

export interface Message {
  readonly separators: Separators;
  readonly segments: readonly Segment[];
  /** MSH. */
  readonly header: Segment;
  /** A line that is no segment: which line of the message it is, and what it stands behind. */
  readonly stray?: { readonly line: number; readonly after: string } | undefined;
  /** Control characters were taken out. */
  readonly cleaned: boolean;
  /** Letters were read as Latin-1 though nothing said so. */
  readonly guessed: boolean;
}

export type Read =
  | { readonly outcome: 'read'; readonly message: Message }
  | { readonly outcome: 'not so encoded' | 'unknown encoding' | 'separators unusable'; readonly header: Segment };

/** @param lines of one message, MSH first */
export function readMessage(lines: readonly Buffer[]): Read {
  const first = lines[0]!.toString('latin1');
  const separators = separatorsOf(first);
  if (separators === undefined) {
    const header = new Segment('MSH', 1, headerFields(first, usualSeparators), usualSeparators);
    return { outcome: 'separators unusable', header };
  }
  const asSent = new Segment('MSH', 1, headerFields(first, separators), separators);
  const decoded = decode(lines, asSent.text(18));
  if (decoded.outcome !== 'read') return { outcome: decoded.outcome, header: asSent };
  let cleaned = false;
  const texts = decoded.lines.map((line) => {
    const clean = line.replaceAll(controls, (character) => (character === '\t' ? ' ' : ''));
    if (clean !== line) cleaned ||= line.replaceAll('\t', ' ') !== clean;
    return clean;
  });
  const segments: Segment[] = [new Segment('MSH', 1, headerFields(texts[0]!, separators), separators)];
  const counts = new Map<string, number>();
  let stray: Message['stray'];
  for (const [index, text] of texts.entries()) {
    if (index === 0) continue;
    const name = text.slice(0, 3);
    const isSegment = /^[A-Z][A-Z0-9]{2}$/.test(name) && (text.length === 3 || text[3] === separators.field);
    if (!isSegment) {
      if (text.trim() !== '') stray ??= { line: index + 1, after: segments.at(-1)!.name };
      continue;
    }
    const occurrence = (counts.get(name) ?? 0) + 1;
    counts.set(name, occurrence);
    segments.push(new Segment(name, occurrence, text.split(separators.field), separators));
  }
  const { guessed } = decoded;
  return { outcome: 'read', message: { separators, segments, header: segments[0]!, stray, cleaned, guessed } };
}

// oxlint-disable-next-line no-control-regex -- databases refuse NUL, and nobody's name has the others
const controls = /[\u0000-\u001f\u007f-\u009f\ufeff]/gu;

/** From MSH-1 and MSH-2; those that MSH-2 leaves out are the usual ones. */
function separatorsOf(header: string): Separators | undefined {
  const field = header[3];
  if (field === undefined) return undefined;
  const end = header.indexOf(field, 4);
  const named = header.slice(4, end === -1 ? undefined : end);
  const { component, repetition, escape, subcomponent } = usualSeparators;
  const each = [field, named[0] ?? component, named[1] ?? repetition, named[2] ?? escape, named[3] ?? subcomponent];
  if (named.length > 5 || new Set(each).size < each.length || each.some((one) => !/[!-/:-@[-`{-~]/.test(one))) {
    return undefined;
  }
  return { field, component: each[1]!, repetition: each[2]!, escape: each[3]!, subcomponent: each[4]! };
}

/** MSH-1 is the separator itself. */
function headerFields(text: string, { field }: Separators): string[] {
  const [name, ...rest] = text.split(field);
  return [name!, field, ...rest];
}

/** What stands for separators becomes them; formatting goes, and what nobody knows stays as it was sent. */
function unescaped(text: string, { field, component, repetition, escape, subcomponent }: Separators): string {
  if (!text.includes(escape)) return text;
  const meaning: Readonly<Record<string, string>> = {
    F: field,
    S: component,
    T: subcomponent,
    R: repetition,
    E: escape,
    '.br': ' ',
    '.sp': ' ',
    H: '',
    N: '',
  };
  let read = '';
  let from = 0;
  for (;;) {
    const begin = text.indexOf(escape, from);
    const end = begin === -1 ? -1 : text.indexOf(escape, begin + 1);
    if (end === -1) return read + text.slice(from);
    const code = text.slice(begin + 1, end);
    const meant = Object.hasOwn(meaning, code) ? meaning[code] : hexadecimal(code);
    read += text.slice(from, begin) + (meant ?? '');
    if (meant === undefined) {
      // Not an escape: the mark stands for itself, and the next one may begin something.
      read += text.slice(begin, end);
      from = end;
      if (code.length <= 12 && /^[A-Z0-9.+-]*$/.test(code)) {
        read += escape;
        from = end + 1;
      }
    } else from = end + 1;
  }
}

function hexadecimal(code: string): string | undefined {
  if (!/^X(?:[0-9A-F]{2}){1,64}$/i.test(code)) return undefined;
  const bytes = Buffer.from(code.slice(1), 'hex');
  return new TextDecoder('windows-1252').decode(bytes).replaceAll(controls, ' ');
}

export function escaped(text: string, { field, component, repetition, escape, subcomponent }: Separators): string {
  const codes = new Map([
    [field, 'F'],
    [component, 'S'],
    [subcomponent, 'T'],
    [repetition, 'R'],
    [escape, 'E'],
  ]);
  let written = '';
  for (const character of text.replaceAll(controls, ' ')) {
    const code = codes.get(character);
    written += code === undefined ? character : escape + code + escape;
  }
  return written;
}
