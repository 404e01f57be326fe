import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const filesBelow = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);

const document = read('docs/fidelity.md');
const rows = document
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:---|behavior)/.test(line))
  .map((line) => line.slice(2, -2).split(' | '))
  .map(([behavior = '', reliedOn = '', source = '', shown = '', real = '']) => ({
    behavior,
    reliedOn,
    source,
    shown,
    real,
  }));
const titlesIn = (text: string) => [...text.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title);
const tagged = filesBelow('tests/journeys').flatMap((file) =>
  [...read(file).matchAll(/\btest\(\s*'([^'\n]+)',\s*\{\s*tag: '@real',?\s*\}/g)].map(([, title = '']) => title),
);

const named = new Set([...document.matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) => code.split(/\W+(?<!-)/)));
const main = filesBelow('main').map((file) => ({ file, source: read(file) }));

/** Of every class and interface that Electron declares, those in more than one word: others are names of Node's as well. */
function electronMembers(): Set<string> {
  // An element of a page's has the names of the web.
  const declarations = read('node_modules/electron/electron.d.ts').replace(
    /^ {2}interface WebviewTag [^]*?^ {2}\}/m,
    '',
  );
  const members = declarations.matchAll(/^ {4}(?:static |readonly |get |set )*([a-z]+[A-Z]\w*)\(/gm);
  return new Set([...members].map(([, name = '']) => name));
}

test('[R1] every row says where a behavior is relied on, where that comes from, and what shows it', () => {
  expect(rows.length).toBeGreaterThan(50);
  for (const { behavior, reliedOn, source, shown, real } of rows) {
    for (const cell of [behavior, reliedOn, source, shown, real]) expect(cell, behavior).not.toBe('');
    for (const [, file = ''] of reliedOn.matchAll(/`([^`]+)`/g)) expect(existsSync(join(root, file)), file).toBe(true);
    // What nothing shows, not even by hand, nobody would know of.
    expect(
      [shown, real].some((cell) => cell !== '–'),
      behavior,
    ).toBe(true);
  }
});

test('[R1] every event and every method of Electron’s that the shell uses is in the list', () => {
  const members = electronMembers();
  const missing = main.flatMap(({ file, source }) => {
    const events = [...source.matchAll(/\.(?:on|once)\('([a-z-]+)'/g)].map(([, name = '']) => name);
    const methods = [...source.matchAll(/\.([a-z]+[A-Z]\w*)\(/g)].map(([, name = '']) => name);
    const used = [...events, ...methods.filter((name) => members.has(name))];
    return used.filter((name) => !named.has(name)).map((name) => `${file}: ${name}`);
  });
  expect(missing).toEqual([]);
});

test('[R1] the tests that run on a real binary are those that the list names for it, and no others', () => {
  const listed = rows.filter(({ real }) => real.includes('`@real`'));
  for (const { behavior, shown, real } of listed) {
    expect(
      titlesIn(shown + real).filter((title) => tagged.includes(title)),
      behavior,
    ).not.toEqual([]);
    expect(
      titlesIn(real).filter((title) => !tagged.includes(title)),
      behavior,
    ).toEqual([]);
  }
  const inList = listed.flatMap(({ shown, real }) => titlesIn(shown + real));
  expect(tagged.filter((title) => !inList.includes(title))).toEqual([]);
  expect(tagged.length).toBeGreaterThan(20);
});
