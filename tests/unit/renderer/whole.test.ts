import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Whole } from '../../../renderer/platform/design/whole.tsx';

/** The words as they are, and what of them stays in one piece. */
function drawn(text: string) {
  const html = renderToStaticMarkup(createElement(Whole, null, text));
  return { says: html.replaceAll(/<[^>]*>/g, ''), whole: [...html.matchAll(/<span class="whole">([^<]*)</g)].map(([, it]) => it) };
}

test('[L3] numbers of telephones and orders stay in one piece, and words with hyphens are broken as ever', () => {
  for (const [text, ...whole] of [
    ['Call 800-348-9158, option 2.', '800-348-9158'],
    ['(512) 555-0100 ext. 12', '(512) 555-0100'],
    ['VA-2400165 replaces VA-2400164', 'VA-2400165', 'VA-2400164'],
    ['A one-time code; sign-in at 9:44 PM'],
    [''],
  ] as const) {
    expect(drawn(text)).toEqual({ says: text, whole });
  }
});
