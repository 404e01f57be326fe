import type { FastifyBaseLogger } from 'fastify';
import { type CheckOutcome, Liveness, Readiness } from '../../shared/contract/health.ts';
import { limits } from '../../shared/contract/limits.ts';
import type { HttpServer } from './server.ts';

/** Does for a try what the server needs to do. @throws where it cannot; the error goes to the log only */
export type Check = () => Promise<'ok' | 'busy'>;

export type Checks = Readonly<Record<keyof Readiness['checks'], Check>>;

/**
 * `/health/live`: the process answers. `/health/ready`: it can do its work, else 503 with what it cannot [R5].
 * Anybody may ask, under any name and however often: the checks run at most once in a while.
 */
export function healthRoutes(app: HttpServer, checks: Checks, log: FastifyBaseLogger): void {
  const config = { access: 'anyone', probe: true } as const;
  app.get('/health/live', { config, schema: { response: { 200: Liveness } } }, async () => ({
    status: 'live' as const,
  }));

  const readiness = readinessOf(checks, log);
  app.get(
    '/health/ready',
    { config, schema: { response: { 200: Readiness, 503: Readiness } } },
    async (_request, reply) => {
      const answer = await readiness();
      if (answer.status === 'ready') return answer;
      return reply.code(503).header('retry-after', limits.overload.retryAfterSeconds).send(answer);
    },
  );
}

/** @returns the outcome of all checks, at most `limits.health.keptFor` old; a change goes to the log */
export function readinessOf(checks: Checks, log: FastifyBaseLogger): () => Promise<Readiness> {
  const tries = Object.entries(checks).map(([name, check]) => [name, tryOut(name, check, log)] as const);
  let held: { until: number; answer: Promise<Readiness> } | undefined;
  const look = async (): Promise<Readiness> => {
    const outcomes = await Promise.all(tries.map(async ([name, attempt]) => [name, await attempt()] as const));
    const ready = outcomes.every(([, outcome]) => outcome === 'ok');
    return { status: ready ? 'ready' : 'not ready', checks: Object.fromEntries(outcomes) as Readiness['checks'] };
  };
  return () => {
    // Not the wall clock, which may be set.
    const now = performance.now();
    if (held === undefined || now >= held.until) held = { until: now + limits.health.keptFor, answer: look() };
    return held.answer;
  };
}

/** A check that hangs is not begun a second time. */
function tryOut(name: string, check: Check, log: FastifyBaseLogger): () => Promise<CheckOutcome> {
  let running: Promise<CheckOutcome> | undefined;
  let said: CheckOutcome = 'ok';
  const begin = async (): Promise<CheckOutcome> => {
    let error: unknown;
    const outcome = await check().catch((thrown: unknown) => {
      error = thrown;
      return 'failing' as const;
    });
    if (outcome === 'failing' && said !== 'failing') log.error({ err: error, check: name }, 'a health check fails');
    if (outcome === 'ok' && said === 'failing') log.warn({ check: name }, 'a health check is well again');
    said = outcome;
    running = undefined;
    return outcome;
  };
  return () => {
    running ??= begin();
    return withinTime(running);
  };
}

async function withinTime(outcome: Promise<CheckOutcome>): Promise<CheckOutcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<CheckOutcome>((resolve) => {
    timer = setTimeout(() => resolve('too slow'), limits.health.checkWithin);
  });
  return Promise.race([outcome, late]).finally(() => clearTimeout(timer));
}
