// `node scripts/run.mjs NAME …`: runs `scripts/NAME.ts`, or what the table names, on the pinned Node. Most of `npm run …` comes here.
// It runs on the machine's own Node, before anything is installed, and answers `--help` there.
import { prepare } from './prepare.mjs';
import { answerHelp, fail, installDependencies, run } from './setup.mjs';

/**
 * @typedef {object} Command
 * @property {string} usage
 * @property {string} [file] where it is not `scripts/NAME.ts`
 * @property {boolean} [built] whether it needs the product built, and not only what is installed
 * @property {boolean} [here] whether files that it is given are named from where the person is
 */

/** @type {Record<string, Command>} */
const commands = {
  bench: {
    usage: `Usage: npm run bench
Measures what the built server does in a second, and what it takes (docs/reliability.md). Takes minutes.`,
    file: 'tests/load/bench.ts',
    built: true,
  },
  build: {
    usage: `Usage: npm run build
Builds the renderer, the server and the shell into dist/.`,
  },
  'derive-schedule': {
    usage: `Usage: node scripts/run.mjs derive-schedule [--compare] DIRECTORY VERSION YYYY-MM-DD
Derives the immunization schedule from CDC's supporting data of one version (docs/forecasting.md), and lists what changes.
  --compare  writes nothing`,
    here: true,
  },
  'derive-vaccine-codes': {
    usage: `Usage: node scripts/run.mjs derive-vaccine-codes DIRECTORY YYYY-MM
Derives the tables of vaccine codes from CDC's code sets of that month (docs/registry.md).`,
    here: true,
  },
  exchange: {
    usage: `Usage: npm run exchange -- [--clients CLIENTS.csv] [--on YYYY-MM-DD] FILE…
Gives HL7 v2 files in this order to an empty temporary registry (docs/hl7.md), and prints each file's name and its answer.
--clients: people who are in the registry before. --on: the clinic's day, today without it.
Ends with 0 when every file was worked through, whatever its answer; 2 when one cannot be read.`,
    file: 'tests/exchange-files/run.ts',
    here: true,
  },
  fidelity: {
    usage: `Usage: npm run fidelity
Runs on a real Electron what the stand-in cannot show (docs/fidelity.md). Without a binary it lists that as not run.`,
  },
  forecast: {
    usage: `Usage: npm run forecast -- --cases FILE.csv
Compares forecasts with what cases expect (docs/forecasting.md): how many pass, and a line for each difference.
Ends with 0 when all pass, 1 when some do not, 2 when the file cannot be used.`,
    file: 'tests/forecast-cases/run.ts',
    here: true,
  },
  gallery: {
    usage: `Usage: npm run gallery
Shows every component in every state, theme and language at an address on this computer, until Ctrl+C.`,
    built: true,
  },
  heard: {
    usage: `Usage: npm run heard
Writes docs/first-light-as-heard.md anew from the running product. Read what changed before you keep it.`,
    built: true,
  },
  mutants: {
    usage: `Usage: npm run mutants -- FOLDER [TESTS …]
Changes the code of a folder, or of one file, in small ways and runs its tests on each; test-results/mutants.json has every
change.
  FOLDER  main/security, main/session, shared, server/identity, server/store, or what is below one of them
  TESTS   patterns of the test files to run, in place of all that stand for it`,
  },
  package: {
    usage: `Usage: npm run package [-- OPTIONS]
       npm run package -- server [--output DIR] [--prepared]
Makes the installers for this system in release/ (docs/packaging.md); with "server" the tarball and the deb of a clinic's server.
  --output DIR   where they go instead
  --inspectable  an application folder that tests can drive
  --prepared     takes dist/ as it is
Everything else goes to electron-builder: --dir, --linux deb, ...`,
  },
  'policy-templates': {
    usage: `Usage: npm run policy-templates [-- --check] [--in DIR]
Writes the templates and the document about policy from shared/kiosk/policy.ts, and the actions of the desktop icon.
  --check   only says what is stale
  --in DIR  there instead of in the project`,
  },
  reading: {
    usage: `Usage: npm run reading
Prints the English texts whose reading grade (Flesch-Kincaid) is above 8, the hardest first.`,
    file: 'tests/reading/reading.ts',
  },
  'release/verify-fuses': {
    usage: `Usage: node scripts/run.mjs release/verify-fuses FILE
Compares the fuses of a packaged binary or .app with those that electron-builder.yml asks for.`,
    here: true,
  },
  'requirements-table': {
    usage: `Usage: npm run requirements [-- --check]
Writes docs/requirements.md: the requirements and the tests that prove them.
  --check  only says whether it is stale`,
  },
  screens: {
    usage: `Usage: npm run screens [-- WORD | --check [USERNAME]]
Makes docs/screens.md and its pictures from the running product with training data.
  WORD     takes only the pictures of walks with that word, and leaves the page as it is
  --check  holds every page to WCAG 2.2 and to its width instead, at several sizes and in both languages`,
    built: true,
  },
  screenshots: {
    usage: `Usage: npm run screenshots
Runs the journeys, leaves a picture of every screen in test-results/screens, and makes the README's from them.`,
    built: true,
  },
  test: {
    usage: `Usage: npm test [-- --all]
Checks, builds and runs every suite, and closes with the totals over all of them.
  --all  also the tests of the stand-in for Electron`,
    built: true,
  },
  timing: {
    usage: `Usage: npm run timing
Compares the times of answers for known and for unknown usernames (docs/security.md). Takes minutes.`,
    file: 'tests/load/timing.ts',
    built: true,
  },
};

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name] ?? fail(`Name one of ${Object.keys(commands).join(', ')}.`);
const { usage, file = `scripts/${name}.ts`, built = false, here = false } = command;
answerHelp(usage);
if (built) prepare();
else installDependencies();
process.exitCode = run(file, args, here ? { cwd: process.env['INIT_CWD'] ?? process.cwd() } : {});
