import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { applicationIds } from '../shared/applications/applications.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const pages = [
  'portal',
  ...['bar', 'desk', 'exit'].map((page) => `shell/${page}`),
  ...applicationIds.map((id) => `applications/${id}`),
];

export default defineConfig({
  root: here('.'),
  plugins: [react()],
  logLevel: 'warn',
  build: {
    outDir: here('../dist/renderer'),
    emptyOutDir: true,
    // Every supported browser preloads modules by itself.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { input: pages.map((page) => here(`${page}/index.html`)) },
  },
});
