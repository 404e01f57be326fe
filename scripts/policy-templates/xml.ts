// XML as text, one element on a line, so that a change shows as the lines that changed.

const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What stands in an attribute; nothing leaves it out. */
type Value = string | number | boolean | undefined;
type Attributes = Readonly<Record<string, Value>>;
/** Lines, in lists as they come. */
export type Lines = string | readonly Lines[];

export function escape(text: Value): string {
  return String(text).replaceAll(/[&<>"]/g, (character) => escaped[character]!);
}

/** An element that holds elements, or nothing. @returns its lines */
export function element(name: string, attributes: Attributes, ...children: Lines[]): string[] {
  const lines = children.flatMap(flattened);
  const start = `<${name}${attributesOf(attributes)}`;
  if (lines.length === 0) return [`${start} />`];
  return [`${start}>`, ...lines.map((line) => `  ${line}`), `</${name}>`];
}

function flattened(lines: Lines): string[] {
  return typeof lines === 'string' ? [lines] : lines.flatMap(flattened);
}

/** An element that holds text. */
export function textElement(name: string, attributes: Attributes, text: Value): string[] {
  return [`<${name}${attributesOf(attributes)}>${escape(text)}</${name}>`];
}

export function xmlDocument(lines: readonly string[]): string {
  return `${['<?xml version="1.0" encoding="utf-8"?>', ...lines].join('\n')}\n`;
}

function attributesOf(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escape(value)}"`)
    .join('');
}
