import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const guide = readFileSync(join(root, 'docs/it-guide.md'), 'utf8');
const [, table = ''] = guide.split("## Electron's security checklist");
const rows = table
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.split(' | '))
  .map(([number = '', point = '', how = '', shown = '']) => ({ number: number.replace('| ', ''), point, how, shown }));
const named = (text: string) => [
  ...text.matchAll(/`((?:main|server|shared|tests|docs)\/[^`]+|[\w-]+\.(?:yml|json))`/g),
];

describe('the checklist in the guide for IT', () => {
  test('[K4] has each of Electron’s twenty points once', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => String(index + 1)));
  });

  test.each(rows)('[K4] point $number ($point) names what is there', ({ how, shown }) => {
    for (const [, file = ''] of named(how + shown)) expect(existsSync(join(root, file)), file).toBe(true);
    const shownBy = [...shown.matchAll(/`(tests\/[^`]+)`(?: “([^”]+)”)?/g)];
    expect(shownBy.length).toBeGreaterThan(0);
    for (const [, file = '', title = ''] of shownBy) {
      const titles = readFileSync(join(root, file), 'utf8').replaceAll("\\'", "'");
      expect(titles, `${file}: ${title}`).toContain(title);
    }
  });
});
