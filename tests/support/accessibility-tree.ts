/** A node of Chromium's accessibility tree, as far as it is told here. */
export interface Heard {
  readonly nodeId: string;
  readonly parentId?: string;
  readonly ignored: boolean;
  readonly role?: { readonly value?: string };
  readonly name?: { readonly value?: string };
  readonly description?: { readonly value?: string };
  readonly value?: { readonly value?: string | number };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
  readonly childIds?: readonly string[];
}

/** What is only there for the sake of its content. */
const silent = new Set(['none', 'generic', 'RootWebArea', 'rowgroup', 'DescriptionList', 'MenuListPopup']);
/** Whose words are on one line. */
const sentences = new Set(['paragraph', 'definition', 'listitem', 'caption', 'Figcaption', 'Legend', 'LabelText']);
const inline = new Set(['StaticText', 'strong', 'emphasis', 'code', 'link', 'LineBreak', 'time', 'mark', 'term']);
const columns = new Set(['cell', 'gridcell', 'columnheader', 'rowheader']);
const choices = new Set(['button', 'link', 'textbox', 'combobox', 'checkbox', 'radio', 'option', 'tab', 'Date']);
/** What is within them is said with their name, or is no words. */
const whole = new Set([...choices, 'heading', 'image', 'DisclosureTriangle'].filter((role) => role !== 'combobox'));
const unheard = new Set(['ListMarker', 'LineBreak']);
/** How they are said, where that is not what Chromium calls them. */
const words: Record<string, string> = {
  main: 'main part',
  banner: 'head of the page',
  contentinfo: 'foot of the page',
  textbox: 'text field',
  Date: 'date field',
  DisclosureTriangle: 'what can be opened',
};

/**
 * What a screen reader finds, a line for each thing, in the order in which it reads.
 * @param changing captions of tables of which only the column heads are told
 */
export function linesOf(nodes: readonly Heard[], changing: readonly string[]): string[] {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const childrenOf = (node: Heard): Heard[] =>
    (node.childIds ?? []).flatMap((id) => {
      const child = byId.get(id);
      if (child === undefined || unheard.has(roleOf(child))) return [];
      return child.ignored || silent.has(roleOf(child)) ? childrenOf(child) : [child];
    });

  /** One line of words; what can be chosen in it is named for what it is. */
  function wordsOf(node: Heard): string {
    const role = roleOf(node);
    if (role === 'StaticText') return nameOf(node);
    if (choices.has(role)) return `[${told(node)}]`;
    if (role === 'term') return `${joined(childrenOf(node).map(wordsOf))}:`;
    return joined(childrenOf(node).map(wordsOf));
  }

  function lines(node: Heard, depth: number): string[] {
    const indent = '  '.repeat(depth);
    const role = roleOf(node);
    const children = childrenOf(node);
    if (role === 'table') return table(node, depth);
    if (sentences.has(role) && children.every((child) => inline.has(roleOf(child)))) {
      const text = joined(children.map(wordsOf));
      // What a field is called is told with the field.
      return text === '' || role === 'LabelText' ? [] : [`${indent}${role === 'listitem' ? '• ' : ''}${text}`];
    }
    if (sentences.has(role)) return grouped(children, depth);
    const itself = `${indent}${told(node)}`;
    if (whole.has(role)) return [itself];
    return [itself, ...grouped(children, depth + 1)];
  }

  /** Words and links that stand side by side are one line. */
  function grouped(children: readonly Heard[], depth: number): string[] {
    const out: string[] = [];
    let row: Heard[] = [];
    const flush = () => {
      const text = joined(row.map(wordsOf));
      if (text !== '') out.push(`${'  '.repeat(depth)}${text}`);
      row = [];
    };
    for (const child of children) {
      if (inline.has(roleOf(child)) && roleOf(child) !== 'link') {
        row.push(child);
        continue;
      }
      if (roleOf(child) === 'definition') {
        row.push(child);
        flush();
        continue;
      }
      flush();
      out.push(...lines(child, depth));
    }
    flush();
    return out;
  }

  function table(node: Heard, depth: number): string[] {
    const indent = '  '.repeat(depth);
    const rows = rowsOf(node).map((row) => childrenOf(row).filter((each) => columns.has(roleOf(each))));
    const head = rows.find((cells) => cells.every((cell) => roleOf(cell) === 'columnheader')) ?? [];
    const first = changing.includes(nameOf(node)) ? [] : rows.filter((cells) => cells !== head).slice(0, 1);
    const side = (cells: readonly Heard[]) => cells.map((cell) => wordsOf(cell) || '(empty)').join(' | ');
    return [
      `${indent}table: ${nameOf(node)}`,
      `${indent}  columns: ${side(head)}`,
      ...first.map((cells) => `${indent}  first row: ${side(cells)}`),
    ];
  }

  function rowsOf(node: Heard): Heard[] {
    return childrenOf(node).flatMap((child) => (roleOf(child) === 'row' ? [child] : rowsOf(child)));
  }

  return grouped(childrenOf(nodes.find(({ parentId }) => parentId === undefined)!), 0);
}

const roleOf = (node: Heard): string => node.role?.value ?? 'none';
const nameOf = (node: Heard): string => node.name?.value?.trim() ?? '';

/** Role, name, state and description, as they are said one after the other. */
function told(node: Heard): string {
  const role = roleOf(node);
  const states = new Map(node.properties?.map(({ name, value }) => [name, value.value]));
  const level = role === 'heading' ? ` level ${String(states.get('level'))}` : '';
  const name = nameOf(node);
  const said = ['required', 'disabled', 'checked', 'pressed', 'selected', 'expanded', 'invalid', 'focused'].flatMap(
    (state) => {
      const value = states.get(state);
      if (value === undefined || value === 'false' || (value === false && state !== 'pressed')) return [];
      if (state === 'focused') return ['reading is here'];
      return [value === false ? `not ${state}` : state];
    },
  );
  const value = choices.has(role) && node.value?.value ? [`“${node.value.value}”`] : [];
  const description = node.description?.value ? [`(${node.description.value})`] : [];
  return [`${words[role] ?? role}${level}${name === '' ? '' : `: ${name}`}`, ...value, ...said, ...description].join(
    ', ',
  );
}

function joined(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([,.:;])/g, '$1')
    .trim();
}
