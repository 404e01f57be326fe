// `npm run requirements`: writes docs/requirements.md, the rows and the tests that prove them, from the tests' titles. With
// --check it only says whether that is stale.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerHelp, root } from './setup.mjs';

answerHelp(`Usage: npm run requirements [-- --check]
Writes docs/requirements.md: the requirements and the tests that prove them.
  --check  only says whether it is stale`);

const document = join(root, 'docs', 'requirements.md');

/** @returns one entry for each row id in a title: `{ id, title, file }` */
function titledTests() {
  return readdirSync(join(root, 'tests'), { recursive: true })
    .filter((name) => /\.(test|spec)\.ts$/.test(name) || name === join('contract', 'store.ts'))
    .toSorted((a, b) => (a < b ? -1 : 1))
    .flatMap((name) => {
      const text = readFileSync(join(root, 'tests', name), 'utf8');
      return [...text.matchAll(/['`]((?:\[[A-Z]\d+\] ?)+)([^'`\n]+)['`]/g)].flatMap(([, ids, title]) =>
        [...ids.matchAll(/\[([A-Z]\d+)\]/g)].map(([, id]) => ({
          id,
          title: title.trim().replace(/\$\{[^}]*\}/g, '…'),
          file: name.replaceAll('\\', '/'),
        })),
      );
    });
}

function table(tests) {
  const rows = Map.groupBy(tests, ({ id }) => id);
  const order = (id) => id.replace(/\d+/, (digits) => digits.padStart(3, '0'));
  const lines = [...rows.keys()]
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
    .map((id) => {
      const [first, ...more] = rows.get(id);
      const others = more.length > 0 ? ` (and ${more.length} more)` : '';
      return `| ${id} | ${first.title.replaceAll('|', '\\|')}${others} | [${first.file}](../tests/${first.file}) |`;
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
