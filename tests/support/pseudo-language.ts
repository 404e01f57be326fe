import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { en } from '../../shared/identity/texts/en.ts';
import { textsOn } from './page-texts.ts';
import { type Pseudo, pseudo } from './pseudo.ts';

/** Every text of the source, marked and lengthened. */
export const pseudoTexts = pseudo(en) as Pseudo<typeof en>;

/** What a page fetches when somebody chooses Spanish, with the pseudo-language in it. */
let script: Promise<string> | undefined;

async function built(): Promise<string> {
  const [output] = [
    await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        write: false,
        lib: { entry: fileURLToPath(new URL('pseudo-catalogue.ts', import.meta.url)), formats: ['es'] },
      },
    }),
  ].flat();
  if (!('output' in output!)) throw new Error('nothing was built');
  return output.output[0].code;
}

/** From now on the page has the pseudo-language where Spanish is asked for. Only in tests. */
export async function speakPseudo(page: Page): Promise<void> {
  const body = await (script ??= built());
  await page.route('**/assets/es-*.js', (route) => route.fulfill({ contentType: 'text/javascript', body }));
}

/**
 * Everything that a person sees or hears on the page, and that is in no catalogue: text, names and descriptions for
 * assistive technology, the title.
 * @param data what no catalogue can have: names of people, accounts, what a person typed
 */
export async function outsideTheTexts(page: Page, data: readonly string[]): Promise<string[]> {
  const said = await textsOn(page);
  const known = data.toSorted((a, b) => b.length - a.length);
  return said.filter((text) => {
    const rest = known.reduce((left, each) => left.replaceAll(each, ''), text.replace(/⟦[^⟧]*⟧/gu, ''));
    return /\p{L}/u.test(rest);
  });
}
