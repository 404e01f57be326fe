import { limits } from '../../../shared/contract/limits.ts';
import { auditApi } from '../../../shared/identity/api/audit.ts';
import { plusDays } from '../../../shared/contract/time.ts';
import { trailSearchApi } from '../../../shared/identity/api/trail-search.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Capability } from '../capability.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { usernameKey } from '../accounts/username.ts';
import { perApplication, serviceOf } from '../services/service-access.ts';
import { recordForApplication } from './record-for-application.ts';
import { searchTrail, type SearchDeps } from './search-trail.ts';

type Deps = SearchDeps & Pick<IdentityContext, 'openIdSessions' | 'provider'>;

/** Applications write into the audit trail [J2]; administrators look through it [R4]. */
export const audit: Capability = { routes: auditRoutes };

function auditRoutes(app: HttpServer, context: Deps): void {
  // Each process counts for itself: at a clinic's pace, telling the others would cost more than what is counted.
  const limited = {
    rateLimit: perApplication(limits.applicationEntries.requestsPerMinute),
    countedHere: true,
  } as const;

  serve(
    app,
    auditApi.record,
    async (request) => {
      const recorded = await recordForApplication(serviceOf(request), request.body, context);
      if (recorded.outcome === 'refused') throw new Problem('request-invalid', { fields: recorded.fields });
      if (recorded.outcome === 'not signed on') throw new Problem('not-signed-on');
    },
    limited,
  );

  serve(app, trailSearchApi.search, async (request) => {
    const { from, to, event = '', person = '', below } = request.body;
    requireDays(from, to);
    const { account, session } = callerOf(request);
    const searched = (await context.accounts.find('usernameKey', usernameKey(person)))[0];
    // Before anything is shown. A name that nobody has is not kept: people type passwords into the wrong field.
    await context.audit.record({
      event: 'audit.searched',
      account: account.id,
      workstation: session.workstation,
      detail: {
        ...{ from, to, event: inTrail(event) },
        ...(person.trim() !== '' && { person: searched?.id ?? 'unknown' }),
        ...(below !== undefined && { below: String(below) }),
      },
    });
    return searchTrail(request.body, context);
  });
}

/** @throws Problem */
function requireDays(from: string, to: string): void {
  const { days } = limits.auditSearch;
  const refuse = (field: string, message: string) => new Problem('request-invalid', { fields: [{ field, message }] });
  if (to < from) throw refuse('to', 'must not be before from');
  if (to > plusDays(from, days)) throw refuse('to', `must be at most ${days} days after from`);
}

/** What does not look like an event's name stays out. */
function inTrail(event: string): string {
  return /^[a-z0-9./-]*$/.test(event.trim()) ? event.trim() : 'unknown';
}
