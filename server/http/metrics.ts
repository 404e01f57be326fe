import { Counter, Gauge, type Registry } from 'prom-client';
import type { EventLoop } from './event-loop.ts';
import type { HttpServer } from './server.ts';

/**
 * Counts requests and serves what was counted, in Prometheus' format [R5]. Labels are route patterns and status classes:
 * no address as it was called, and nothing of who called, can become one.
 */
export function serveMetrics(app: HttpServer, registry: Registry): void {
  const requests = new Counter({
    name: 'portal_http_requests_total',
    help: 'Answered requests, by route pattern and class of status',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const { url: route } = request.routeOptions;
    const status = `${Math.floor(reply.statusCode / 100)}xx`;
    // What fits no route has no pattern; its method may be anything.
    requests.inc(
      route === undefined ? { method: 'any', route: 'none', status } : { method: request.method, route, status },
    );
  });
  app.get('/metrics', { config: { access: 'monitoring', probe: true } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}

/** What the process needs of the machine. */
export function measureProcess(registry: Registry, eventLoop: EventLoop): void {
  gauge(registry, 'portal_event_loop_delay_p99_seconds', 'Since it was last read: 99 of 100 delays were shorter', () =>
    eventLoop.p99(),
  );
  const memory = 'process_resident_memory_bytes';
  gauge(registry, memory, 'Resident memory of the process', () => process.memoryUsage.rss());
  gauge(registry, 'process_heap_used_bytes', 'JavaScript heap in use', () => process.memoryUsage().heapUsed);
}

/** One number, read when it is asked for; one that cannot be read is NaN and does not take the others with it. */
export function gauge(registry: Registry, name: string, help: string, read: () => number | Promise<number>): void {
  registry.registerMetric(
    new Gauge({
      name,
      help,
      registers: [],
      async collect() {
        this.set(
          await Promise.resolve()
            .then(read)
            .catch(() => Number.NaN),
        );
      },
    }),
  );
}
