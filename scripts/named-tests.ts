// Documents name tests by file and title; whoever renames one learns of it here.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

const named = /`(tests\/[\w/.-]+)`((?:[,;]? ?“[^”]+”)+)/g;
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const documents = readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []));

const missing = documents.flatMap((document) =>
  [...read(document).matchAll(named)].flatMap(([, file = '', titles = '']) => {
    const source = existsSync(join(root, file)) ? read(file) : '';
    return [...titles.matchAll(/“([^”]+)”/g)].flatMap(([, title = '']) =>
      source.includes(title) ? [] : [`${document}: there is no test “${title}” in ${file}`],
    );
  }),
);
for (const each of missing) console.error(each);
process.exitCode = missing.length === 0 ? 0 : 1;
