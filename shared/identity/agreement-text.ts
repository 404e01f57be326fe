import type { AgreementWording } from './api/identity.ts';

/** How an agreement is written: a line that begins with # is a heading, and blank lines part paragraphs. */

type Sections = AgreementWording['sections'];

/** @returns the sections, or what is wrong with the text */
export function sectionsOf(text: string): Sections | 'not-plain' | 'no-heading' | 'empty-section' {
  const blocks = text
    .replaceAll('\r\n', '\n')
    .split(/\n\s*\n|(?<=^#[^\n]*)\n/mu)
    .map((block) => block.trim())
    .filter((block) => block !== '');
  const sections: Sections = [];
  for (const block of blocks) {
    // A paragraph may be broken into lines as one types; what nobody sees has no place in what people sign.
    const line = block.replaceAll(/\s*\n\s*/gu, ' ');
    if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(line)) return 'not-plain';
    const heading = /^#\s*(.+)$/u.exec(line)?.[1];
    if (heading !== undefined) sections.push({ heading, paragraphs: [] });
    else if (sections.length === 0) return 'no-heading';
    else sections.at(-1)!.paragraphs.push(line);
  }
  if (sections.length === 0) return 'no-heading';
  return sections.some(({ paragraphs }) => paragraphs.length === 0) ? 'empty-section' : sections;
}

export function textOf(sections: Sections): string {
  return sections.map(({ heading, paragraphs }) => [`# ${heading}`, ...paragraphs].join('\n\n')).join('\n\n');
}
