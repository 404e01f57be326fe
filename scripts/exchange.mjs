// `npm run exchange`: HL7 messages from files, answered by an empty temporary registry.
import { answerHelp, installDependencies, run } from './setup.mjs';

answerHelp(`Usage: npm run exchange -- [--clients CLIENTS.csv] [--on YYYY-MM-DD] FILE…
Gives HL7 v2 files in this order to an empty temporary registry (docs/hl7.md), and prints each file's name and its answer.
--clients: people who are in the registry before. --on: the clinic's day, today without it.
Ends with 0 when every file was worked through, whatever its answer; 2 when one cannot be read.`);

installDependencies();
process.exitCode = run('tests/exchange-files/run.ts', process.argv.slice(2), {
  cwd: process.env.INIT_CWD ?? process.cwd(),
});
