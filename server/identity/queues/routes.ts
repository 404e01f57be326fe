import { type Queue, type QueueId, queueIds, queuesApi } from '../../../shared/identity/api/queues.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Jobs } from '../../jobs.ts';
import type { Waiting } from '../../outbox.ts';
import { callerOf, type IdentityContext } from '../context.ts';

interface WatchedQueue {
  waiting(): Promise<Waiting>;
  retryNow(): Promise<void>;
}

/** Administrators see what waits to be delivered and what is done again and again, and try at once what waits [R2]. */
export function queueRoutes(app: HttpServer, jobs: Pick<Jobs, 'states'>, context: IdentityContext): void {
  const queues: Readonly<Record<QueueId, WatchedQueue>> = {
    mail: context.mail,
    'sign-outs': context.logouts,
    'session-ends': context.ends,
  };

  serve(app, queuesApi.read, async () => ({
    queues: await Promise.all(queueIds.map(async (id): Promise<Queue> => ({ id, ...(await queues[id].waiting()) }))),
    jobs: await jobs.states(),
  }));

  serve(app, queuesApi.retry, async (request) => {
    const { queue } = request.params;
    const { account, session } = callerOf(request);
    const { workstation } = session;
    await context.audit.record({ event: 'outbox.retried', account: account.id, workstation, detail: { queue } });
    await queues[queue].retryNow();
  });
}
