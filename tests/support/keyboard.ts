import { expect, type Locator, type Page } from '@playwright/test';

/** Presses Tab, with Shift where it is nearer that way, until the element has the focus, as someone without a pointer does. */
export async function tabTo(target: Locator): Promise<void> {
  const { keyboard } = target.page();
  // To find it by its name costs more than to press five keys.
  let element = await target.elementHandle();
  for (let tries = 0; tries < 200; tries++) {
    const { way, stops } = await element.evaluate(wayTo);
    if (way === 'there') break;
    if (way === 'gone') element = await target.elementHandle();
    // Pressed without waiting for each, they share what is drawn in between, which is most of what they cost.
    else await Promise.all(Array.from({ length: stops }, () => keyboard.press(way)));
  }
  await expect(target, 'reachable by Tab').toBeFocused();
}

/** Runs in the page. @returns about how many stops away the element is; groups of radio buttons and regions that scroll are left out */
function wayTo(target: Node): { way: 'there' | 'gone' | 'Shift+Tab' | 'Tab'; stops: number } {
  const { activeElement, body } = document;
  if (activeElement === target) return { way: 'there', stops: 0 };
  if (!target.isConnected) return { way: 'gone', stops: 0 };
  const from = activeElement === body ? null : activeElement;
  const isBefore = from !== null && from.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING;
  const stops = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')].filter(
    (each) =>
      each.tabIndex >= 0 &&
      !each.matches(':disabled, [type=radio]') &&
      each.checkVisibility({ visibilityProperty: true }),
  );
  const follows = (one: Node, other: Node) =>
    (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const [first, last] = isBefore ? [target, from] : [from, target];
  const between = stops.filter((each) => (first === null || follows(first, each)) && follows(each, last));
  return { way: isBefore ? 'Shift+Tab' : 'Tab', stops: between.length + 1 };
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
