import sax from 'sax';

/**
 * A small tree of an XML document. Elements that stand once or often are always read as lists, and text without the
 * spaces around it; what means "nothing" in CDC's files (`n/a`) is read as an empty text.
 */
export class Tree {
  readonly name: string;
  readonly children: Tree[] = [];
  ownText = '';

  constructor(name: string) {
    this.name = name;
  }

  all(name: string): Tree[] {
    return this.children.filter((child) => child.name === name);
  }

  /** The only one of its name; an error where several stand, so that nothing is dropped silently. */
  one(name: string): Tree | undefined {
    const found = this.all(name);
    if (found.length > 1) throw new Error(`<${name}> stands ${found.length} times in <${this.name}>`);
    return found[0];
  }

  /** @throws where there is none */
  the(name: string): Tree {
    const found = this.one(name);
    if (found === undefined) throw new Error(`<${this.name}> has no <${name}>`);
    return found;
  }

  text(name?: string): string {
    const text = (name === undefined ? this : this.one(name))?.ownText.replaceAll(/\s+/g, ' ').trim() ?? '';
    return text.toLowerCase() === 'n/a' ? '' : text;
  }

  get isEmpty(): boolean {
    return this.children.length === 0;
  }
}

/** @returns the root element */
export function readTree(xml: string): Tree {
  const document = new Tree('');
  const open = [document];
  const parser = sax.parser(true);
  parser.onopentag = ({ name }) => {
    const element = new Tree(name);
    open.at(-1)!.children.push(element);
    open.push(element);
  };
  parser.onclosetag = () => void open.pop();
  parser.ontext = (text) => void (open.at(-1)!.ownText += text);
  parser.oncdata = (text) => void (open.at(-1)!.ownText += text);
  parser.onerror = (error) => {
    throw error;
  };
  parser.write(xml.replace(/^\uFEFF/, '')).close();
  return document.children[0]!;
}
