import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { chromiumProgram } from '../../scripts/chromium.ts';
import type { ServerHere } from '../support/server-here.ts';

const looks = {
  light: {},
  dark: { colorScheme: 'dark' },
  narrow: { viewport: { width: 320, height: 640 } },
  'dark and narrow': { colorScheme: 'dark', viewport: { width: 320, height: 640 } },
  'more contrast': { contrast: 'more' },
  'forced colors': { forcedColors: 'active' },
} as const satisfies Record<string, BrowserContextOptions>;
export type Look = keyof typeof looks;

export interface Taken {
  readonly name: string;
  readonly title: string;
  readonly look: string;
}

/** Takes the picture of what the page shows now. @param look where it is another than the walk's, such as paper */
export type Take = (name: string, title: string, look?: string) => Promise<void>;

/** One person's way through some screens, from the portal's address on. */
export type Way = (page: Page, take: Take) => Promise<void>;

export interface Walk {
  readonly about: string;
  /** The way is gone once in each. */
  readonly looks: readonly Look[];
  readonly way: Way;
}

/** The walks through one part of the product. */
export type Walks = (server: ServerHere) => readonly Walk[];

/** Of long pages the beginning shows how they look. */
const tallest = 2400;

/** A browser that leaves pictures in a folder. */
export async function openCamera(folder: string) {
  await mkdir(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: chromiumProgram(), args: ['--no-sandbox'] });

  /** A fifth of it; the browser does what would need a package. */
  async function smaller(png: Buffer): Promise<Buffer> {
    const page = await browser.newPage();
    const webp = await page.evaluate(
      async ([picture, most]) => {
        const image = new Image();
        image.src = picture;
        await image.decode();
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.width, Math.min(image.height, most)];
        canvas.getContext('2d')!.drawImage(image, 0, 0);
        return canvas.toDataURL('image/webp', 0.4).split(',')[1]!;
      },
      [`data:image/png;base64,${png.toString('base64')}`, tallest] as const,
    );
    await page.close();
    return Buffer.from(webp, 'base64');
  }

  async function walk({ looks: inLooks, way }: Walk, portal: string): Promise<Taken[]> {
    const taken: Taken[] = [];
    for (const each of inLooks) {
      const viewport = { width: 1280, height: 800 };
      const context = await browser.newContext({ viewport, reducedMotion: 'reduce', ...looks[each] });
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      await page.goto(portal);
      await way(page, async (name, title, look = each) => {
        await page.evaluate(() => document.fonts.ready);
        const file = `${name}-${look.replaceAll(' ', '-')}`;
        await writeFile(join(folder, `${file}.webp`), await smaller(await page.screenshot({ fullPage: true })));
        taken.push({ name: file, title, look });
      });
      await context.close();
    }
    return taken;
  }

  return { walk, close: () => browser.close() };
}
