import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { linesOf } from './accessibility-tree.ts';

const document = fileURLToPath(new URL('../../docs/first-light-as-heard.md', import.meta.url));

/**
 * Holds what a screen reader finds on the page to what is written in docs/first-light-as-heard.md under that title.
 * `npm run heard` writes it there instead.
 * @param changing captions of tables whose rows are different from day to day
 */
export async function heard(page: Page, title: string, changing: readonly string[] = []): Promise<void> {
  if (process.env['KIOSK_HEARD']) {
    write(title, await settled(() => spoken(page, changing)));
    return;
  }
  const written = sections().get(title);
  expect(written, `docs/first-light-as-heard.md has “${title}”`).toBeDefined();
  await expect.poll(() => spoken(page, changing), `what is heard at “${title}”`).toBe(written);
}

/** What nothing was added to for a while. */
async function settled(read: () => Promise<string>): Promise<string> {
  let last = await read();
  const same = async () => {
    const before = last;
    last = await read();
    return last === before;
  };
  await expect.poll(same, { intervals: [700] }).toBe(true);
  return last;
}

async function spoken(page: Page, changing: readonly string[]): Promise<string> {
  const tools = await page.context().newCDPSession(page);
  const { nodes } = await tools.send('Accessibility.getFullAXTree');
  await tools.detach();
  const lines = linesOf(nodes, changing);
  return [`“${await page.title()}”`, ...lines].map(withoutTheDay).join('\n');
}

const months = 'January|February|March|April|May|June|July|August|September|October|November|December';

/** What is different from day to day is not what is held. */
function withoutTheDay(line: string): string {
  return line
    .replace(/\b\d\d\/\d\d\/\d{4}\b/g, '(date)')
    .replace(new RegExp(`\\b(?:${months}) \\d{1,2}, \\d{4}`, 'g'), '(date)')
    .replace(/\b\w{3} \d{1,2}, \d{4}, \d{1,2}:\d\d [AP]M \(Central Time\)/g, '(date and time)')
    .replace(/\b\d+ hours left/g, '(hours) left')
    .replace(/\b\d+ y \d+ mo \d+ d\b/g, '(age)');
}

function sections(): Map<string, string> {
  const found = readFileSync(document, 'utf8').matchAll(/^## (.+)\n\n```text\n([\s\S]*?)\n```$/gm);
  return new Map([...found].map(([, title, text]) => [title!, text!]));
}

function write(title: string, text: string): void {
  const before = readFileSync(document, 'utf8');
  const introduction = before.slice(0, before.indexOf('\n## '));
  const all = sections().set(title, text);
  const parts = [...all].map(([each, lines]) => `## ${each}\n\n\`\`\`text\n${lines}\n\`\`\`\n`);
  writeFileSync(document, `${introduction}\n${parts.join('\n')}`);
}
