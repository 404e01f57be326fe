import type { FastifyRequest } from 'fastify';
import { supportApi, WithReason } from '../../../shared/identity/api/support.ts';
import { endAllSessions } from '../sessions/end-session.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import { usernameKey } from '../accounts/username.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { givenReason } from '../reason.ts';
import { supportedAccount } from './supported-account.ts';
import { unlock } from './unlock.ts';

/** What ImmTrac2 Customer Support does for an account [S8]: finds it, sees why it is locked, unlocks it, signs it out. */
export function supportRoutes(app: HttpServer, context: IdentityContext): void {
  const { accounts, audit } = context;
  const find = async (username: string) => (await accounts.find('usernameKey', usernameKey(username)))[0];

  serve(app, supportApi.find, async (request) => {
    const caller = callerOf(request);
    const account = await find(request.body.username);
    // A name that nobody has is not kept: people type passwords into the wrong field.
    await audit.record({
      event: 'account.found-by-support',
      ...(account && { account: account.id }),
      workstation: caller.session.workstation,
      detail: { by: caller.account.id, found: account ? 'yes' : 'no' },
    });
    return { account: account ? await supportedAccount(account, context) : null };
  });

  serve(app, supportApi.unlock, async (request) => {
    const { account, by, workstation, reason } = await asked(request);
    await unlock(account, { by: by.id, workstation, reason }, context);
    return supportedAccount(account, context);
  });

  serve(app, supportApi.signOut, async (request) => {
    const { account, by, workstation, reason } = await asked(request);
    const detail = { by: by.id, reason };
    await audit.record({ event: 'account.signed-out', account: account.id, workstation, detail });
    await endAllSessions(account.id, by.roles.includes('administrator') ? 'administrator' : 'support', context);
    return supportedAccount(account, context);
  });

  /** @throws Problem where there is no such account, or no reason */
  async function asked(request: FastifyRequest<{ Body: WithReason }>) {
    const { account: by, session } = callerOf(request);
    const reason = givenReason(request.body);
    const account = await find(request.body.username);
    if (account === undefined) throw new Problem('not-found', { detail: 'There is no account with this username.' });
    return { account, by, workstation: session.workstation, reason };
  }
}
