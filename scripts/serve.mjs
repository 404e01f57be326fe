// `npm run serve`: browser mode alone. Prints one line of JSON when it is ready.
import { prepare } from './prepare.mjs';
import { serve } from './serving.mjs';

prepare();
serve(process.argv.slice(2));
