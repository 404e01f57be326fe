import { expect, type Locator, type Page } from '@playwright/test';

/** Moves on with Tab until the element has the focus, as someone without a pointer does. */
export async function tabTo(target: Locator): Promise<void> {
  const page = target.page();
  for (let presses = 0; presses < 200; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target, 'reachable by Tab').toBeFocused();
}

/** Goes to a field and types into it. */
export async function typeInto(target: Locator, text: string): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.insertText(text);
}

/** Goes to a field and types in the place of what is there. */
export async function typeOver(target: Locator, text: string): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press('ControlOrMeta+A');
  await target.page().keyboard.insertText(text);
}

/** Types the beginning of a choice, up to where no other begins alike; the list then shows it. */
export async function choose(list: Locator, words: string): Promise<void> {
  await tabTo(list);
  const others = (await list.locator('option').allTextContents()).filter((other) => other !== words);
  // A letter that is typed again goes on to the next choice of that letter.
  const isClear = (typed: string) =>
    !others.some((other) => startsAlike(other, typed)) && (typed.length === 1 || !/^(.)\1+$/i.test(typed));
  let length = 1;
  while (length < words.length && !isClear(words.slice(0, length))) length += 1;
  await list.page().keyboard.type(words.slice(0, length));
  await expect(list.locator('option:checked')).toHaveText(words);
}

const startsAlike = (text: string, beginning: string) => text.toLowerCase().startsWith(beginning.toLowerCase());

/** Goes to a button, link or box and presses it. */
export async function press(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press(key);
}

/**
 * Watches for a confirmation or refusal from now on.
 * @returns asks whether it had the focus in the very step that brought it, so that a key pressed right away goes on from there
 */
export async function watchForAlert(page: Page): Promise<() => Promise<boolean>> {
  const arrival = await page.evaluateHandle(() => ({
    focused: new Promise<boolean>((resolve) => {
      const watch = new MutationObserver(() => {
        const alert = document.querySelector('[role="alert"]');
        if (!alert) return;
        watch.disconnect();
        resolve(alert === document.activeElement);
      });
      watch.observe(document.body, { childList: true, subtree: true });
    }),
  }));
  return () => arrival.evaluate(({ focused }) => focused);
}
