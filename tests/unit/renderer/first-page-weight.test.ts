import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// Bytes are no time: what was built weighs the same on every machine. They are what a browser fetches that takes gzip.

const built = join(import.meta.dirname, '../../../dist/renderer');

/** The scripts that a document names, which are all that its first page draws with. */
async function scriptsOf(page: string): Promise<string[]> {
  const html = await readFile(join(built, page, 'index.html'), 'utf8');
  return [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path]) => path!);
}

async function weightOf(page: string): Promise<number> {
  const sizes = (await scriptsOf(page)).map(async (path) => {
    const file = join(built, path);
    return (await stat(`${file}.gz`).catch(() => stat(file))).size;
  });
  return (await Promise.all(sizes)).reduce((all, size) => all + size, 0);
}

test('[R5] the page to sign in on draws with 90 kB of scripts', async () => {
  expect(await weightOf('portal')).toBeLessThanOrEqual(90_000);
});

test('[R5] the page between two people draws with nothing but the browser', async () => {
  expect(await weightOf('shell/desk')).toBeLessThanOrEqual(5_000);
});
