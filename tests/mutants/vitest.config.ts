import { defineConfig } from 'vitest/config';
import suites from '../vitest.config.ts';

/** The tests that are there for a folder; those of everything else would only take time. */
const include = (process.env['MUTANTS_TESTS'] ?? '').split(' ');

const { projects: _projects, ...test } = suites.test ?? {};

// As the suites have them; at the cost of a deployment, hashes would be most of the time.
const setupFiles = ['tests/support/fixed-seed.ts', 'tests/support/cheap-hashing.ts'];

export default defineConfig({ ...suites, test: { ...test, include, setupFiles, isolate: false } });
