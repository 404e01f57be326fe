import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { applications } from '../shared/applications/applications.ts';
import { exchangeEn } from '../shared/applications/immtrac2/exchange/texts/en.ts';
import { deskTexts } from '../shared/kiosk/texts/desk.ts';
import { exitTexts } from '../shared/kiosk/texts/exit.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The title of each page of the product as it is loaded, by the folder that it begins in. */
const titles: Readonly<Record<string, string>> = {
  portal: deskTexts.title,
  administration: deskTexts.title,
  'shell/bar': 'Kiosk bar',
  'shell/desk': deskTexts.title,
  'shell/exit': `${exitTexts.title} – ${deskTexts.title}`,
  'applications/immtrac2/upload': exchangeEn.upload.title,
  ...Object.fromEntries(Object.values(applications).map(({ id, name }) => [`applications/${id}`, name])),
};

/** Every page is the same document, but for its title and what stands beside it. */
function oneDocument(documents: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'one-document',
    enforce: 'pre',
    resolveId: (id) => (documents.has(id) ? id : undefined),
    load: (id) => {
      const title = documents.get(id);
      return title === undefined ? undefined : page(title);
    },
  };
}

/** Fetched with the document, so that no text changes its shape; and the shell's pages may have what a document names. */
const font =
  '/../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2';

const page = (title: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title}</title>
    <link rel="icon" href="/platform/design/icon.svg" />
    <link rel="preload" href="${font}" as="font" type="font/woff2" crossorigin />
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="./main.tsx"></script>
  </body>
</html>
`;

/** As the bundler names modules, on Windows too. */
const moduleAt = (path: string) => here(path).replaceAll('\\', '/');

const signInPage = moduleAt('portal/main.tsx');
/** It stands between two people, and draws with nothing but the browser. */
const desk = moduleAt('shell/desk/main.tsx');

/**
 * What the page to sign in on draws with comes in two files, what is the portal's own and what every page has: one for each few
 * functions that some other page shares would compress worse, and cost a request each. What the desk draws with too stays apart.
 */
const files = [
  { debugName: 'with the desk', priority: 1, name: withTheDesk },
  { debugName: 'with the page to sign in on', name: withTheSignInPage },
];

function withTheDesk(id: string, modules: Modules): string | null {
  return comesWith(signInPage, modules).has(id) && comesWith(desk, modules).has(id) ? 'with-desk' : null;
}

function withTheSignInPage(id: string, modules: Modules): string | null {
  if (id === signInPage || !ofScript.test(id) || !comesWith(signInPage, modules).has(id)) return null;
  return id.startsWith(moduleAt('portal/')) ? 'portal' : 'everywhere';
}

/** Those two packages name all that they have in one module, of which a page takes little. */
const ofScript =
  /^\0vite\/preload-helper|^(?:[A-Z]:)?\/(?!.*(?:@tanstack|lucide-react\/dist\/esm\/icons)\/).*\.m?[jt]sx?$/;

interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

const known = new Map<string, ReadonlySet<string>>();

function comesWith(first: string, modules: Modules): ReadonlySet<string> {
  const found = new Set<string>();
  const follow = (id: string) => {
    if (found.has(id)) return;
    found.add(id);
    modules.getModuleInfo(id)?.importedIds.forEach(follow);
  };
  if (!known.has(first)) {
    follow(first);
    known.set(first, found);
  }
  return known.get(first)!;
}

/** How some pages are built. @param pages their titles, by the folder that each begins in */
export function buildOf(pages: Readonly<Record<string, string>>, outDir: string) {
  const documents = new Map(Object.entries(pages).map(([folder, title]) => [here(`${folder}/index.html`), title]));
  return defineConfig({
    root: here('.'),
    plugins: [oneDocument(documents), react()],
    // What wouter takes for a React that lacks it: this one has it itself.
    resolve: { alias: { 'use-sync-external-store/shim/index.js': here('platform/external-store.ts') } },
    logLevel: 'warn',
    build: {
      outDir: here(outDir),
      emptyOutDir: true,
      // Every supported browser preloads modules by itself.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: [...documents.keys()],
        output: { codeSplitting: { groups: [...files] } },
      },
    },
  });
}

export default buildOf(titles, '../dist/renderer');
