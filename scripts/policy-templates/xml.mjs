// XML as text, one element on a line, so that a change shows as the lines that changed.

const escaped = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escape(text) {
  return String(text).replaceAll(/[&<>"]/g, (character) => escaped[character]);
}

/** An element that holds elements, or nothing. @returns its lines */
export function element(name, attributes, ...children) {
  const lines = children.flat(Infinity);
  const start = `<${name}${attributesOf(attributes)}`;
  if (lines.length === 0) return [`${start} />`];
  return [`${start}>`, ...lines.map((line) => `  ${line}`), `</${name}>`];
}

/** An element that holds text. */
export function textElement(name, attributes, text) {
  return [`<${name}${attributesOf(attributes)}>${escape(text)}</${name}>`];
}

export function xmlDocument(lines) {
  return `${['<?xml version="1.0" encoding="utf-8"?>', ...lines].join('\n')}\n`;
}

function attributesOf(attributes) {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escape(value)}"`)
    .join('');
}
