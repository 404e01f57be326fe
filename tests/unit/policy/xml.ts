/** As much of XML as the templates use; everything else is refused. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
  /** This element's descendants of that name. */
  all(name: string): XmlElement[];
}

const token = /<\/([\w.]+)>|<([\w.]+)((?:\s+[\w.:]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;

/** @throws where it is not well-formed */
export function parseXml(document: string): XmlElement {
  const body = document.replace(/^<\?xml [^>]*\?>\s*(?:<!DOCTYPE [^>]*>\s*)?/, '');
  const top = element('', '');
  const open = [top];
  let read = 0;
  for (const [whole, closing, opening, attributes, empty, text] of body.matchAll(token)) {
    read += whole.length;
    const current = open.at(-1)!;
    if (opening !== undefined) {
      const child = element(opening, attributes!);
      current.children.push(child);
      if (empty === '') open.push(child);
    } else if (closing !== undefined) {
      if (open.pop()?.name !== closing) throw new Error(`</${closing}> closes another element`);
    } else {
      current.text += unescaped(text!);
    }
  }
  if (read !== body.length || open.length !== 1 || top.children.length !== 1) throw new Error('is not well-formed');
  return top.children[0]!;
}

interface Growing extends XmlElement {
  children: Growing[];
  text: string;
}

function element(name: string, attributes: string): Growing {
  const pairs = [...attributes.matchAll(/([\w.:]+)="([^"]*)"/g)].map(([, key, value]) => [key, unescaped(value!)]);
  const children: Growing[] = [];
  const all = (wanted: string): XmlElement[] =>
    children.flatMap((child) => [...(child.name === wanted ? [child] : []), ...child.all(wanted)]);
  return { name, attributes: Object.fromEntries(pairs) as Record<string, string>, children, text: '', all };
}

function unescaped(text: string): string {
  const known: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return text.replaceAll(/&(\w*);?/g, (_, name: string) => {
    const character = known[name];
    if (character === undefined) throw new Error(`&${name} is no character that is used`);
    return character;
  });
}
