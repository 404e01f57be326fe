import { AsyncLocalStorage } from 'node:async_hooks';
import { serviceScopes } from '../../../shared/identity/api/services.ts';
import type { HttpServer } from '../../http/server.ts';

const caller = new AsyncLocalStorage<{ readonly address: string }>();
const ofApplications: ReadonlySet<string> = new Set(serviceScopes);

/**
 * From now on what a request leads to is recorded with the network address that it came from [R4]. What an application asks
 * for itself is left out: that is the address of its own server, and not of whoever is at work there.
 */
export function recordAddresses(app: HttpServer): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { access = '' } = request.routeOptions.config;
    if (ofApplications.has(access)) done();
    else caller.run({ address: request.ip }, done);
  });
}

/** Nothing where nobody asked by the network, or the settings do not want it. */
export function addressOfCaller(): { readonly address?: string } {
  return caller.getStore() ?? {};
}

/** For what is done later, and not for whoever asked just then. */
export function withoutCaller<R>(work: () => R): R {
  return caller.exit(work);
}
