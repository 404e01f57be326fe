import sax from 'sax';

/**
 * A small tree of an XML document. Elements that stand once or often are always read as lists, and text without the
 * spaces around it; what means "nothing" in CDC's files (`n/a`) is read as an empty text.
 */
class Element {
  constructor(name) {
    this.name = name;
    this.children = [];
    this.ownText = '';
  }

  all(name) {
    return this.children.filter((child) => child.name === name);
  }

  /** The only one of its name; an error where several stand, so that nothing is dropped silently. */
  one(name) {
    const found = this.all(name);
    if (found.length > 1) throw new Error(`<${name}> stands ${found.length} times in <${this.name}>`);
    return found[0];
  }

  text(name) {
    const text = (name === undefined ? this : this.one(name))?.ownText.replaceAll(/\s+/g, ' ').trim() ?? '';
    return text.toLowerCase() === 'n/a' ? '' : text;
  }

  get isEmpty() {
    return this.children.length === 0;
  }
}

/** @returns the root element */
export function readTree(xml) {
  const document = new Element('');
  const open = [document];
  const parser = sax.parser(true);
  parser.onopentag = ({ name }) => {
    const element = new Element(name);
    open.at(-1).children.push(element);
    open.push(element);
  };
  parser.onclosetag = () => void open.pop();
  parser.ontext = (text) => void (open.at(-1).ownText += text);
  parser.oncdata = (text) => void (open.at(-1).ownText += text);
  parser.onerror = (error) => {
    throw error;
  };
  parser.write(xml.replace(/^\uFEFF/, '')).close();
  return document.children[0];
}
