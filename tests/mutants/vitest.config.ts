import { defineConfig } from 'vitest/config';
import suites from '../vitest.config.ts';

/** The tests that are there for a folder; those of everything else would only take time. */
const include = (process.env['MUTANTS_TESTS'] ?? '').split(' ');

const { projects: _projects, ...test } = suites.test ?? {};

export default defineConfig({ ...suites, test: { ...test, include, isolate: false } });
