import { randomUUID } from 'node:crypto';
import { reportsApi, type Period } from '../../../../shared/applications/immtrac2/reports/api.ts';
import type { Reason } from '../../../../shared/applications/immtrac2/fields.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { refusalsEn } from '../../../../shared/applications/immtrac2/refusals/texts/en.ts';
import { fieldProblem } from '../../../../shared/contract/field-texts.ts';
import type { FieldProblem } from '../../../../shared/contract/problems.ts';
import { type CalendarDate, monthsBetween, today } from '../../../../shared/contract/time.ts';
import { serve } from '../../../http/serve.ts';
import type { HttpServer } from '../../../http/server.ts';
import type { ApplicationSession } from '../../platform/relying-party/session.ts';
import { refused, requireSite } from '../acting.ts';
import { keepListed } from '../clients/accesses.ts';
import { currentSchedule } from '../forecast/read-schedule.ts';
import type { Recorder, RegistryDeps } from '../registry.ts';
import { clientsDue } from './clients-due.ts';
import { dosesGiven } from './doses-given.ts';
import { type RejectedIn, rejectedMessages } from './rejected-messages.ts';

/** Reports of the caller's own sites; each that is opened is in the audit trail before it is answered [R4, I11]. */
export function reportRoutes(app: HttpServer, deps: RegistryDeps, trail: Recorder, rejectedIn: RejectedIn): void {
  const groups = () => currentSchedule().groups.map(({ name }) => name);

  /** @throws Problem where it is none of the person's sites, or it could not be recorded */
  async function opened(report: string, session: ApplicationSession, siteId: string, reason: Reason): Promise<void> {
    await trail.record('report.opened', session, { report, site: requireSite(session, siteId), reason });
  }

  /** An entry for each of thousands would hide the rest of the trail: it has how many they are, and under which id they stand. */
  async function named(session: ApplicationSession, site: string, clientIds: readonly string[]): Promise<void> {
    if (clientIds.length === 0) return;
    const [id, reason] = [randomUUID(), 'recall-follow-up' as const];
    await trail.record('clients.listed', session, { list: id, shown: `clients-${clientIds.length}`, site, reason });
    await keepListed(deps, session.caller, { id, clientIds, reason });
  }

  serve(app, reportsApi.choices, () => ({ today: today(deps), groups: groups() }));

  serve(app, reportsApi.due, async ({ applicationSession, body }) => {
    const { group } = body;
    if (group !== undefined && !groups().includes(group)) {
      throw refused([fieldProblem(refusalsEn, 'group', 'group-not-in-schedule')]);
    }
    await opened('clients-due', applicationSession!, body.siteId, 'recall-follow-up');
    const due = await clientsDue(deps, body);
    await named(
      applicationSession!,
      body.siteId,
      due.clients.map(({ id }) => id),
    );
    return due;
  });

  serve(app, reportsApi.doses, async ({ applicationSession, body }) => {
    requirePeriod(body, today(deps));
    await opened('doses-given', applicationSession!, body.siteId, 'record-quality');
    return dosesGiven(deps, body);
  });

  serve(app, reportsApi.rejected, async ({ applicationSession, body }) => {
    requirePeriod(body, today(deps));
    await opened('rejected-messages', applicationSession!, body.siteId, 'record-quality');
    return rejectedMessages(rejectedIn, body);
  });
}

function requirePeriod({ from, to }: Period, day: CalendarDate): void {
  const fields: FieldProblem[] = [];
  if (to < from) fields.push(fieldProblem(refusalsEn, 'to', 'before-first-day'));
  if (to > day) fields.push(fieldProblem(refusalsEn, 'to', 'in-future'));
  if (monthsBetween(from, to) >= limits.reports.months) {
    fields.push(fieldProblem(refusalsEn, 'from', 'period-too-long', limits.reports.months / 12));
  }
  if (fields.length > 0) throw refused(fields);
}
