import {
  Enrol,
  Enrolled,
  EnrolmentCode,
  NewEnrolment,
  RevokeWorkstation,
  ThisWorkstation,
  Workstations,
} from '../../../shared/identity/api/workstations.ts';
import { Problem } from '../../http/problem.ts';
import type { HttpServer } from '../../http/server.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { givenReason } from '../reason.ts';
import { perAddress } from '../sign-in/routes.ts';
import { workstationId } from '../sign-in/lockout.ts';
import { presentedTicket, setWorkstation } from '../sign-in/workstation-cookie.ts';
import { enrol, enrolledAs, enrolledWorkstations, newEnrolment, revoke } from './enrolment.ts';

/** Enrolling a clinic's workstations, seeing them, and revoking them [K8]. */
export function workstationRoutes(app: HttpServer, context: IdentityContext): void {
  const { store, audit, sessions } = context;

  app.get(
    '/api/workstations',
    { config: { access: 'administrator' }, schema: { response: { 200: Workstations } } },
    async () => {
      const known = await store.collection(enrolledWorkstations).list();
      const list = known.map(async ({ id, name, enrolledAt, lastUsedAt, revokedAt }) => ({
        id,
        name,
        enrolledAt,
        lastUsedAt,
        revoked: revokedAt !== null,
        signedIn: (await sessions.findByWorkstation(id)).length,
      }));
      return (await Promise.all(list)).toSorted((a, b) => a.name.localeCompare(b.name));
    },
  );

  app.get(
    '/api/workstations/this',
    { config: { access: 'anyone' }, schema: { response: { 200: ThisWorkstation } } },
    async (request) => {
      const ticket = presentedTicket(request, context);
      const name = ticket === undefined ? undefined : await enrolledAs(workstationId(ticket), context);
      return { enrolledAs: name ?? null };
    },
  );

  app.post(
    '/api/workstations/codes',
    { config: { access: 'administrator' }, schema: { body: NewEnrolment, response: { 200: EnrolmentCode } } },
    async (request) => {
      const name = request.body.name.trim();
      if (name === '')
        throw new Problem('request-invalid', { fields: [{ field: 'name', message: 'must not be empty' }] });
      const { account, session } = callerOf(request);
      const { workstation } = session;
      await audit.record({ event: 'workstation.code-made', account: account.id, workstation, detail: { name } });
      return newEnrolment(name, context);
    },
  );

  app.post(
    '/api/workstations/enrol',
    {
      config: { access: 'anyone', rateLimit: perAddress(context) },
      schema: { body: Enrol, response: { 200: Enrolled } },
    },
    async (request, reply) => {
      const enrolled = await enrol(request.body.code, context);
      if (enrolled === undefined) throw new Problem('enrolment-refused');
      const { id, name, credential } = enrolled;
      await audit.record({ event: 'workstation.enrolled', workstation: id, detail: { name } });
      setWorkstation(reply, context, credential);
      return { name };
    },
  );

  app.post(
    '/api/workstations/revoke',
    { config: { access: 'administrator' }, schema: { body: RevokeWorkstation } },
    async (request, reply) => {
      const { id } = request.body;
      const reason = givenReason(request.body);
      if (!(await revoke(id, context))) throw new Problem('not-found', { detail: 'No such workstation is enrolled.' });
      const { account } = callerOf(request);
      await audit.record({ event: 'workstation.revoked', account: account.id, workstation: id, detail: { reason } });
      return reply.code(204).send();
    },
  );
}
