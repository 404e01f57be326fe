import { mayRecordAs, mayRenewAs } from '../../../shared/applications/immtrac2/recording.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { Problem } from '../../http/problem.ts';
import type { AccessCheck, HttpServer } from '../../http/server.ts';
import { type ApplicationOptions, createApplicationServer } from '../platform/application-server.ts';
import { administeredRoutes } from './administered/routes.ts';
import { deleteEndedEntries, hasAgreed } from './entry/entry.ts';
import { exchangeRoutes } from './exchange/http.ts';
import { deleteOldExchanges, rejectedIn } from './exchange/outcomes.ts';
import { listenForMessages } from './exchange/mllp.ts';
import { transferRoutes } from './exchange/transfer-routes.ts';
import { Transfers } from './exchange/transfers.ts';
import { forgetUploads } from './exchange/upload-accounts.ts';
import { uploadRoutes } from './exchange/upload-routes.ts';
import { fhirRoutes } from './fhir/routes.ts';
import { reportRoutes } from './reports/routes.ts';
import { immTrac2Routes } from './routes.ts';
import { agreementNotices } from './sites/agreement-notices.ts';
import { endConsents } from './consent/withdraw-consent.ts';

type RecordItself = (event: string, about: Readonly<Record<string, string>>) => Promise<void>;

/** The immunization registry: a web application of its own behind the portal's sign-in. */
export async function createImmTrac2(options: ApplicationOptions): Promise<HttpServer> {
  const { store, clock, timeZone, log } = options;
  const deps = { store, clock, timeZone, log };
  await deleteEndedEntries({ store, clock });

  const agreed: AccessCheck = async (request) => {
    if (!(await hasAgreed({ store, clock }, request.applicationSession!.id))) throw new Problem('statement-required');
  };
  const recorder: AccessCheck = async (request, reply) => {
    await agreed(request, reply);
    if (!mayRecordAs(request.applicationSession!.caller)) throw new Problem('not-permitted');
  };
  const renewer: AccessCheck = (request) => {
    if (!mayRenewAs(request.applicationSession!.caller)) throw new Problem('not-permitted');
  };
  const app = await createApplicationServer('immtrac2', options, { agreed, recorder, renewer });
  app.jobs.add({ name: 'ended-consents', every: limits.registry.lookEvery, run: () => endConsents(deps) });
  app.jobs.add(agreementNotices({ ...deps, origin: options.origin, services: app.services }));
  immTrac2Routes(app, { ...deps, announcements: options.announcements }, app.services);
  app.jobs.add({ name: 'old-exchanges', every: limits.hl7.sweepEvery, run: () => deleteOldExchanges(deps) });
  administeredRoutes(app, deps);
  exchangeRoutes(app, deps, app.services);
  const transfers = new Transfers(deps, app.log);
  app.addHook('onClose', () => transfers.close());
  const withHashing = { ...deps, hashing: options.hashing };
  transferRoutes(app, withHashing, app.services, transfers);
  const record: RecordItself = (event, about) => app.services.recordItself(event, about);
  uploadRoutes(app, withHashing, options, { transfers, record });
  const { mllp, tls } = options;
  if (mllp !== undefined && tls !== undefined) {
    const listening = await listenForMessages(deps, mllp, { tls, log: app.log, record });
    app.addHook('onClose', () => listening.close());
  }
  app.jobs.add({ name: 'ended-uploads', every: limits.applicationSessions.sweepEvery, run: () => forgetUploads(deps) });
  reportRoutes(app, deps, app.services, (period) => rejectedIn(deps, period));
  const { origin, issuer, attemptKey } = options;
  await fhirRoutes(app, deps, app.services, { origin, issuer, pageKey: attemptKey });
  return app;
}
