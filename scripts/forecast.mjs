// `npm run forecast`: CDC's test cases for what is due, or cases of one's own in the same format.
import { answerHelp, installDependencies, run } from './setup.mjs';

answerHelp(`Usage: npm run forecast -- --cases FILE.csv
Compares forecasts with what cases expect (docs/forecasting.md): how many pass, and a line for each difference.
Ends with 0 when all pass, 1 when some do not, 2 when the file cannot be used.`);

installDependencies();
process.exitCode = run('tests/forecast-cases/run.ts', process.argv.slice(2), {
  cwd: process.env.INIT_CWD ?? process.cwd(),
});
