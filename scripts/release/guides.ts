import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';

const docs = join(root, 'docs');
/** About how the product is made; they lead into its sources. */
const notForClinics = new Set(['requirements.md', 'packaging.md', 'testing.md', 'architecture.md']);
const link = /\[([^\]]*)\]\(([^)#\s]+)?(#[^)\s]*)?\)/g;

/** The guide to a clinic's server, and all that it leads to, as text with the links that lead within. */
export function copyGuides(where: string): void {
  const names = new Set(['clinic-server.md']);
  // A set goes on with what is added to it meanwhile.
  for (const name of names) {
    for (const [, , target = ''] of text(name).matchAll(link)) if (isGuide(target)) names.add(target);
  }
  mkdirSync(where, { recursive: true });
  for (const name of names) {
    const kept = text(name).replace(link, (whole: string, words: string, target?: string) =>
      target === undefined || /^[a-z]+:/.test(target) || names.has(target) ? whole : words,
    );
    writeFileSync(join(where, name), kept);
  }
}

function isGuide(target: string): boolean {
  return /^[\w-]+\.md$/.test(target) && !notForClinics.has(target);
}

function text(name: string): string {
  return readFileSync(join(docs, name), 'utf8');
}
