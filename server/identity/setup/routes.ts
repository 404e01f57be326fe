import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { resolve } from 'node:path';
import type { FastifyReply } from 'fastify';
import { setUpApi, type SetUpRequest } from '../../../shared/identity/api/setup.ts';
import { mails } from '../../../shared/identity/texts/mails.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import { keyFileOf } from '../../keys/key-file.ts';
import { explained, policyNames } from '../../mail/mail-server.ts';
import type { AdministrationDeps } from '../administration/deps.ts';
import type { Capability } from '../capability.ts';
import type { IdentityContext } from '../context.ts';
import { perAddress } from '../sign-in/routes.ts';
import type { SetUp } from './pending.ts';
import { makeClinic, unfitSetUp } from './set-up.ts';

type Deps = AdministrationDeps & Pick<IdentityContext, 'data' | 'mailTransport' | 'origin' | 'setUp'>;

/** The first run, on the portal [R6]. */
export const firstRun: Capability = { routes: setUpRoutes };

function setUpRoutes(app: HttpServer, context: Deps): void {
  const { setUp, settings, audit, clock, timeZone, origin, kiosk, data, mailTransport } = context;
  const told = settings.setup ?? {};
  const limited = { rateLimit: perAddress(context) };

  serve(app, setUpApi.state, async () => ({
    pending: (await setUp?.isPending(context)) ?? false,
    ...(setUp?.kind && { kind: setUp.kind }),
    timeZone,
    timeZoneFixed: settings.timeZone !== undefined,
    mail: settings.mail?.smtp !== undefined,
    ...(told.clinic && { clinic: told.clinic }),
    ...(told.site && { site: told.site }),
    ...(kiosk && { kiosk: { bars: [...kiosk.bars] } }),
  }));

  /** Whoever knows the code, while nobody has set the server up. @throws Problem */
  const entered = async (code: string): Promise<SetUp> => {
    if (setUp === undefined || !(await setUp.isPending(context))) throw new Problem('setup-over');
    const verdict = setUp.try(code);
    if (verdict === 'right') return setUp;
    await audit.record({ event: 'setup.refused', detail: { why: verdict === 'locked' ? 'locked' : 'wrong code' } });
    throw new Problem(verdict === 'locked' ? 'too-many-requests' : 'setup-code-wrong');
  };

  serve(app, setUpApi.code, async ({ body }) => void (await entered(body.code)), limited);

  serve(
    app,
    setUpApi.mail,
    async ({ body: { code, to } }) => {
      await entered(code);
      const { smtp } = settings.mail ?? {};
      if (smtp === undefined || mailTransport === undefined) return { sent: false, says: '' };
      const { subject, text } = mails.en.test;
      const now = clock.now();
      const mail = { id: randomUUID(), to, subject, text: text(new URL(origin).hostname) };
      try {
        await mailTransport.send({ ...mail, queuedAt: now, attempts: 0, nextAttemptAt: now });
        return { sent: true, says: '' };
      } catch (error) {
        return { sent: false, says: explained(error as Error, smtp, kiosk && policyNames) };
      }
    },
    limited,
  );

  serve(
    app,
    setUpApi.finish,
    async ({ body }, reply) => {
      const { code, ...given } = body;
      // What the settings say comes first, as with the time zone.
      const answers = { ...given, ...(told.clinic && { clinic: told.clinic }), ...(told.site && { site: told.site }) };
      const pending = await entered(code);
      if (pending.kind !== undefined && answers.kind !== pending.kind) {
        throw new Problem('setup-refused', {
          fields: [{ field: 'kind', message: `is ${pending.kind} already, and stays so`, code: 'kind' }],
        });
      }
      if (answers.kind === 'clinic' && kiosk && kiosk.bars.length > 0) {
        throw new Problem('setup-refused', {
          fields: [{ field: 'kind', message: 'cannot be clinic on this workstation yet', code: 'kind' }],
        });
      }
      const unfit = unfitSetUp(answers);
      if (unfit.length > 0) throw new Problem('setup-refused', { fields: unfit });
      if (!pending.claim()) throw new Problem('setup-over');
      try {
        return await finished(pending, answers, reply);
      } catch (error) {
        if (!(error instanceof Problem)) pending.release();
        throw error;
      }
    },
    limited,
  );

  async function finished(pending: SetUp, answers: Omit<SetUpRequest, 'code'>, reply: FastifyReply) {
    const { kind, administrator } = answers;
    const detail = { kind, ...(answers.timeZone && { timeZone: answers.timeZone }) };
    const made =
      kind === 'clinic' &&
      (await makeClinic({ ...answers, administrator: administrator! }, { by: 'set-up', goes: 'shown' }, context));
    if (made && made.outcome === 'over') throw new Problem('setup-over');
    await audit.record({ event: 'setup.completed', detail });
    const shown = made ? { username: made.username, code: made.code } : undefined;
    // The answer goes out first; then the server starts again, at the same addresses, as what it is now.
    reply.raw.once('close', () => pending.finish({ kind, timeZone: answers.timeZone, administrator: shown }));
    const { postgres } = settings.store ?? {};
    return {
      kind,
      ...(made && { account: { username: made.username, code: made.code, expiresAt: made.expiresAt } }),
      sheet: {
        address: `${origin}/`,
        ...(answers.clinic && { clinic: answers.clinic }),
        ...(context.kiosk && { workstation: hostname(), account: userInfo().username }),
        data: resolve(data),
        ...keyOf(data, context),
        ...(postgres && { database: `${postgres.database} (${[postgres.host].flat().join(', ')})` }),
      },
    };
  }
}

/** Where the master key is. */
function keyOf(data: string, { kiosk, settings }: Pick<IdentityContext, 'kiosk' | 'settings'>) {
  if (kiosk) return 'entry' in kiosk.key ? { keyEntry: kiosk.key.entry } : { keyFile: kiosk.key.file };
  return settings.masterKey === undefined && { keyFile: resolve(keyFileOf(data)) };
}
