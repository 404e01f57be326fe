// `npm run reading`: which texts ask for more than eight years of school.
import { answerHelp, run } from './setup.mjs';

answerHelp(`Usage: npm run reading
Prints the English texts whose reading grade (Flesch-Kincaid) is above 8, the hardest first.`);

process.exitCode = run('tests/reading/reading.ts');
