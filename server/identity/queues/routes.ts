import { type Queue, type QueueId, queueIds, queuesApi } from '../../../shared/identity/api/queues.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Waiting } from '../../outbox.ts';
import type { Capability } from '../capability.ts';
import { callerOf, type IdentityContext } from '../context.ts';

interface WatchedQueue {
  waiting(): Promise<Waiting>;
  retryNow(): Promise<void>;
}

type Deps = Pick<IdentityContext, 'audit' | 'ends' | 'jobs' | 'logouts' | 'mail' | 'shipping'>;

/** Administrators see what waits to be delivered and what is done again and again, and try at once what waits [R2]. */
export const watchedQueues: Capability = { routes: queueRoutes };

function queueRoutes(app: HttpServer, context: Deps): void {
  const queues: Readonly<Record<QueueId, WatchedQueue | undefined>> = {
    mail: context.mail,
    'sign-outs': context.logouts,
    'session-ends': context.ends,
    'audit-trail': context.shipping,
  };

  serve(app, queuesApi.read, async () => ({
    queues: await waitingIn(queues),
    jobs: await context.jobs.states(),
    ...(context.shipping && { shipping: await context.shipping.state() }),
  }));

  serve(app, queuesApi.retry, async (request) => {
    const { queue } = request.params;
    const { account, session } = callerOf(request);
    const { workstation } = session;
    await context.audit.record({ event: 'outbox.retried', account: account.id, workstation, detail: { queue } });
    await queues[queue]?.retryNow();
  });
}

async function waitingIn(queues: Readonly<Record<QueueId, WatchedQueue | undefined>>): Promise<Queue[]> {
  const waiting = await Promise.all(
    queueIds.map(async (id) => {
      const queue = queues[id];
      return queue === undefined ? [] : [{ id, ...(await queue.waiting()) }];
    }),
  );
  return waiting.flat();
}
