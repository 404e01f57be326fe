import sax from 'sax';

/** The envelope of CDC's web service for messages (urn:cdc:iisb:2011), with SOAP around it or without. */

export type Envelope =
  | { readonly operation: 'submitSingleMessage'; readonly message: string; readonly soap: string | undefined }
  /** Asks whether anybody is there. */
  | { readonly operation: 'connectivityTest'; readonly echo: string; readonly soap: string | undefined };

const namespace = 'urn:cdc:iisb:2011';
const soapNamespaces = new Set([
  'http://www.w3.org/2003/05/soap-envelope',
  'http://schemas.xmlsoap.org/soap/envelope/',
]);
const deepest = 20;

/**
 * Who sends is known by the token of the request; a username and password in the envelope are not looked at.
 * @returns undefined for what is no such envelope
 */
export function readEnvelope(xml: string): Envelope | undefined {
  const parser = sax.parser(true, { xmlns: true });
  let [depth, isBad] = [0, false];
  let soap: string | undefined;
  let inside: string | undefined;
  const texts = new Map<string, string>();
  parser.ondoctype = () => {
    isBad = true;
  };
  parser.onerror = () => {
    isBad = true;
    parser.resume();
  };
  parser.onopentag = (tag) => {
    const { local, uri } = tag as sax.QualifiedTag;
    depth += 1;
    if (depth > deepest) isBad = true;
    if (depth === 1 && local === 'Envelope' && soapNamespaces.has(uri)) soap = uri;
    if (uri === namespace || uri === '') inside = local;
    if (inside !== undefined && !texts.has(inside)) texts.set(inside, '');
  };
  const add = (text: string) => {
    if (inside !== undefined) texts.set(inside, (texts.get(inside) ?? '') + text);
  };
  parser.ontext = add;
  parser.oncdata = add;
  parser.onclosetag = () => {
    depth -= 1;
    inside = undefined;
  };
  try {
    parser.write(xml).close();
  } catch {
    return undefined;
  }
  if (isBad) return undefined;
  const message = texts.get('hl7Message');
  if (message !== undefined) return { operation: 'submitSingleMessage', message: message.trim(), soap };
  const echo = texts.get('echoBack');
  return texts.has('connectivityTest') ? { operation: 'connectivityTest', echo: (echo ?? '').trim(), soap } : undefined;
}

export function writtenEnvelope({ operation, soap }: Envelope, answer: string): string {
  const inner = `<${operation}Response xmlns="${namespace}"><return>${xmlText(answer)}</return></${operation}Response>`;
  const whole = soap === undefined ? inner : `<s:Envelope xmlns:s="${soap}"><s:Body>${inner}</s:Body></s:Envelope>`;
  return `<?xml version="1.0" encoding="UTF-8"?>${whole}`;
}

/** Segments end with CR, which a reader of XML would turn into a line feed. */
function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
}
