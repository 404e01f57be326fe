import { workstationsApi } from '../../../shared/identity/api/workstations.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import type { EndSessionDeps } from '../sessions/end-session.ts';
import type { Capability } from '../capability.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { givenReason } from '../reason.ts';
import { perAddress } from '../sign-in/routes.ts';
import { workstationId } from '../sign-in/lockout.ts';
import { presentedTicket, setWorkstation } from '../sign-in/workstation-cookie.ts';
import { enrol, enrolledAs, newEnrolment, revoke } from './enrolment.ts';
import { knownWorkstations } from './known-workstations.ts';

type Deps = EndSessionDeps & Pick<IdentityContext, 'audit' | 'deployment' | 'origin' | 'settings'>;

/** Enrolling a clinic's workstations, seeing them, and revoking them [K8]. */
export const workstations: Capability = { routes: workstationRoutes };

function workstationRoutes(app: HttpServer, context: Deps): void {
  const { audit } = context;

  serve(app, workstationsApi.list, () => knownWorkstations(context));

  serve(app, workstationsApi.current, async (request) => {
    const ticket = presentedTicket(request, context);
    const name = ticket === undefined ? undefined : await enrolledAs(workstationId(ticket), context);
    return { enrolledAs: name ?? null };
  });

  serve(app, workstationsApi.makeCode, async (request) => {
    const name = request.body.name.trim();
    if (name === '')
      throw new Problem('request-invalid', { fields: [{ field: 'name', message: 'must not be empty' }] });
    const { account, session } = callerOf(request);
    const { workstation } = session;
    await audit.record({ event: 'workstation.code-made', account: account.id, workstation, detail: { name } });
    return newEnrolment(name, context);
  });

  serve(
    app,
    workstationsApi.enrol,
    async (request, reply) => {
      const enrolled = await enrol(request.body.code, context);
      if (enrolled === undefined) throw new Problem('enrolment-refused');
      const { id, name, credential } = enrolled;
      await audit.record({ event: 'workstation.enrolled', workstation: id, detail: { name } });
      setWorkstation(reply, context, credential);
      return { name };
    },
    { rateLimit: perAddress(context) },
  );

  serve(app, workstationsApi.revoke, async (request) => {
    const { id } = request.body;
    const reason = givenReason(request.body);
    if (!(await revoke(id, context))) throw new Problem('not-found', { detail: 'No such workstation is enrolled.' });
    const { account } = callerOf(request);
    await audit.record({ event: 'workstation.revoked', account: account.id, workstation: id, detail: { reason } });
  });
}
