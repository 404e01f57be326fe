import { pino } from 'pino';
import { undeclaredProblem } from '../../server/http/serve.ts';

/**
 * Says nothing. A request that ends with a problem its endpoint does not declare fails instead, so that no test passes
 * with an answer that callers were not promised.
 */
export const testLog = pino(
  { level: 'error' },
  {
    write: (line: string) => {
      if (line.includes(undeclaredProblem)) throw new Error(line);
    },
  },
);
