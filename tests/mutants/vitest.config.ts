import { defineConfig } from 'vitest/config';
import suites from '../vitest.config.ts';

/** The tests that are there for a folder; those of everything else would only take time. */
const include = (process.env['MUTANTS_TESTS'] ?? '').split(' ');

export default defineConfig({
  root: suites.root,
  test: { ...suites.test, projects: undefined, include, isolate: false },
});
