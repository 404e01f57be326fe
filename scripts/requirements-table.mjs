// `npm run requirements`: writes the README's table of requirement rows and the tests that prove them, from the tests'
// titles. With --check it only says whether the table is stale.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerHelp, root } from './setup.mjs';

answerHelp(`Usage: npm run requirements [-- --check]
Writes the README's table of requirements and the tests that prove them.
  --check  only says whether it is stale`);

const readme = join(root, 'README.md');
const [begin, end] = ['<!-- requirements: begin (generated) -->', '<!-- requirements: end -->'];

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
      return `| ${id} | ${first.title.replaceAll('|', '\\|')}${others} | [${first.file}](tests/${first.file}) |`;
    });
  return ['| row | proved by | in |', '| --- | --- | --- |', ...lines].join('\n');
}

const before = readFileSync(readme, 'utf8');
const head = before.slice(0, before.indexOf(begin) + begin.length);
const tail = before.slice(before.indexOf(end));
const after = `${head}\n\n${table(titledTests())}\n\n${tail}`;
if (process.argv.includes('--check')) {
  if (before !== after) {
    console.error('README.md: the table of requirements is stale; run npm run requirements');
    process.exitCode = 1;
  }
} else {
  writeFileSync(readme, after);
}
