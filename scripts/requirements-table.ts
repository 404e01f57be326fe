// `npm run requirements`: writes docs/requirements.md, the rows and the tests that prove them, from the tests' titles. With
// --check it only says whether that is stale.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

const document = join(root, 'docs', 'requirements.md');

interface Proof {
  /** Of the row. */
  readonly id: string;
  readonly title: string;
  readonly file: string;
}

/** One for each row that a title begins with. */
function titledTests(): Proof[] {
  return readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(test|spec)\.ts$/.test(name) || name === join('contract', 'store.ts'))
    .toSorted((a, b) => (a < b ? -1 : 1))
    .flatMap((name) => {
      const source = readFileSync(join(root, 'tests', name), 'utf8');
      return [...source.matchAll(/['`]((?:\[[A-Z]\d+\] ?)+)([^'`\n]+)['`]/g)].flatMap(([, ids = '', title = '']) =>
        [...ids.matchAll(/\[([A-Z]\d+)\]/g)].map(([, id = '']) => ({
          id,
          title: title.trim().replace(/\$\{[^}]*\}/g, '…'),
          file: name.replaceAll('\\', '/'),
        })),
      );
    });
}

function table(tests: readonly Proof[]): string {
  const order = (id: string) => id.replace(/\d+/, (digits) => digits.padStart(3, '0'));
  const lines = [...Map.groupBy(tests, ({ id }) => id)]
    .toSorted(([a], [b]) => (order(a) < order(b) ? -1 : 1))
    .map(([id, [first, ...more]]) => {
      const { title, file } = first!;
      const others = more.length > 0 ? ` (and ${more.length} more)` : '';
      return `| ${id} | ${title.replaceAll('|', '\\|')}${others} | [${file}](../tests/${file}) |`;
    });
  return ['| row | proved by | in |', '| --- | --- | --- |', ...lines].join('\n');
}

const text = `# Requirements and what proves them

Generated from the titles of the tests, which begin with the rows that they prove: \`npm run requirements\` writes it.

${table(titledTests())}
`;
if (!process.argv.includes('--check')) writeFileSync(document, text);
else if (!existsSync(document) || readFileSync(document, 'utf8') !== text) {
  console.error('docs/requirements.md is stale; run npm run requirements');
  process.exitCode = 1;
}
