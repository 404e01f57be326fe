import { expect, type Locator, type Page } from '@playwright/test';

/** Presses Tab, with Shift where it is nearer that way, until the element has the focus, as someone without a pointer does. */
export async function tabTo(target: Locator): Promise<void> {
  const { keyboard } = target.page();
  // To find it by its name costs more than to press five keys.
  let element = await target.elementHandle();
  for (let presses = 0; presses < 200; presses++) {
    const way = await element.evaluate(wayTo);
    if (way === 'there') break;
    if (way === 'gone') element = await target.elementHandle();
    else await keyboard.press(way);
  }
  await expect(target, 'reachable by Tab').toBeFocused();
}

/** Runs in the page. */
function wayTo(target: Node): 'there' | 'gone' | 'Shift+Tab' | 'Tab' {
  const { activeElement, body } = document;
  if (activeElement === target) return 'there';
  if (!target.isConnected) return 'gone';
  const isAt = activeElement !== null && activeElement !== body;
  return isAt && activeElement.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING ? 'Shift+Tab' : 'Tab';
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
