import type { Page } from '@playwright/test';

/**
 * Everything that a person sees or hears on the page: text, names and descriptions for assistive technology, the title. What
 * says that it is in another language is left out.
 */
export function textsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const all = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement!;
      // What says that it is in another language is meant to be.
      const { lang } = document.documentElement;
      if (element.closest('script, style') !== null || element.closest<HTMLElement>('[lang]')!.lang !== lang) continue;
      // A number that stays in one line is part of its sentence.
      const sentence = element.closest('.whole')?.parentElement ?? element;
      if (node instanceof Text) all.push(sentence.querySelector(':scope > .whole') ? sentence.textContent : node.data);
      else
        for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'aria-description'])
          if (element.hasAttribute(name)) all.push(element.getAttribute(name)!);
    }
    return all;
  });
}

/**
 * What stands on the page as it stands in the source's catalogue, and does not so in the translation.
 * @param data what people have named so, whatever the language
 */
export async function leftInSource(
  page: Page,
  source: object,
  translation: object,
  data: readonly string[] = [],
): Promise<string[]> {
  const translated = new Set([...stringsIn(translation), ...data]);
  const left = new Set(stringsIn(source).filter((text) => !translated.has(text)));
  return (await textsOn(page)).map((text) => text.trim()).filter((text) => left.has(text));
}

function stringsIn(catalogue: object): string[] {
  return Object.values(catalogue).flatMap((text: unknown) => {
    if (typeof text === 'string') return [text];
    return typeof text === 'object' && text !== null ? stringsIn(text) : [];
  });
}
