import { expect, type Page } from '@playwright/test';

/** Nothing has to be scrolled sideways (WCAG 2.2 SC 1.4.10). */
export async function fits(page: Page): Promise<void> {
  const beyond = () =>
    page.evaluate(() => {
      const { clientWidth, scrollWidth } = document.documentElement;
      if (scrollWidth <= clientWidth) return [];
      const wide = [...document.body.querySelectorAll('*')].filter(
        (element) => element.getBoundingClientRect().right > clientWidth,
      );
      return wide.map((element) => element.outerHTML.slice(0, 120));
    });
  await expect.poll(beyond).toEqual([]);
}
