import type { FastifyRequest } from 'fastify';
import { limits } from '../../../shared/contract/limits.ts';
import { supportApi, WithReason } from '../../../shared/identity/api/support.ts';
import { endAllSessions, endSession } from '../sessions/end-session.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import { CursorError } from '../../store/contract.ts';
import { factsOf } from '../accounts/account.ts';
import { usernameKey } from '../accounts/username.ts';
import type { AdministrationDeps } from '../administration/deps.ts';
import type { Capability } from '../capability.ts';
import { callerOf } from '../context.ts';
import { ownerVerified } from '../administration/verify-owner.ts';
import { givenReason } from '../reason.ts';
import { accountHistory } from './account-history.ts';
import { isWithin, scopeOf, searchAccounts } from './search-accounts.ts';
import { keyOf, supportedAccount } from './supported-account.ts';
import { unlock } from './unlock.ts';

const tooShort = `has no word of ${limits.accountSearch.beginnings.minimum} letters or digits`;

function notFound(): Problem {
  return new Problem('not-found', { detail: 'There is no account with this username.' });
}

function unfit(field: string, message: string): Problem {
  return new Problem('request-invalid', { fields: [{ field, message }] });
}

/** What ImmTrac2 Customer Support does for an account [S8]: finds it, sees why it is locked, unlocks it, signs it out. */
export const support: Capability = { routes: supportRoutes };

function supportRoutes(app: HttpServer, context: AdministrationDeps): void {
  const { accounts, audit } = context;
  const find = async (username: string) => (await accounts.find('usernameKey', usernameKey(username)))[0];

  serve(app, supportApi.search, async (request) => {
    const { account: by, session } = callerOf(request);
    const { text, after } = request.body;
    const searched = await searchAccounts(text, after, scopeOf(by), context).catch((error: unknown) => {
      throw error instanceof CursorError ? unfit('after', 'is no page of this search') : error;
    });
    if (searched === undefined) throw unfit('text', tooShort);
    const { found, next } = searched;
    // Who was shown is kept, and what was typed is not: people type passwords into the wrong field.
    await audit.record({
      event: 'accounts.searched',
      workstation: session.workstation,
      detail: { by: by.id, found: String(found.length), accounts: found.map(({ id }) => id).join(' ') },
    });
    const people = found
      .map((account) => ({ ...factsOf(account), status: account.status }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
    return { people, ...(next !== undefined && { next }) };
  });

  serve(app, supportApi.find, async (request) => {
    const caller = callerOf(request);
    const known = await find(request.body.username);
    // Of people at other sites nobody says whether there are such.
    const account = known && isWithin(scopeOf(caller.account), known) ? known : undefined;
    // A name that nobody has is not kept: people type passwords into the wrong field.
    await audit.record({
      event: 'account.found-by-support',
      ...(account && { account: account.id }),
      workstation: caller.session.workstation,
      detail: { by: caller.account.id, found: account ? 'yes' : 'no' },
    });
    return { account: account ? await supportedAccount(account, context) : null };
  });

  serve(app, supportApi.history, async (request) => {
    const { account: by, session } = callerOf(request);
    const { username, below } = request.body;
    const account = await find(username);
    if (account === undefined) throw notFound();
    const { workstation } = session;
    // Before anything is shown.
    await audit.record({ event: 'account.history-shown', account: account.id, workstation, detail: { by: by.id } });
    return accountHistory(account, below, by.roles, context);
  });

  serve(app, supportApi.unlock, async (request) => {
    const { account, by, workstation, reason } = await asked(request, request.body);
    await unlock(account, { by: { account: by.id, workstation }, reason }, context);
    return supportedAccount(account, context);
  });

  serve(app, supportApi.signOut, async (request) => {
    const { account, by, workstation, reason } = await asked(request, request.body);
    const { session: key } = request.body;
    const detail = { by: by.id, reason, ...(key !== undefined && { sessions: 'one' }) };
    const why = by.roles.includes('administrator') ? 'administrator' : 'support';
    await audit.record({ event: 'account.signed-out', account: account.id, workstation, detail });
    if (key === undefined) await endAllSessions(account.id, why, context);
    else {
      // One that is over meanwhile is what was asked for.
      const open = await context.sessions.findByAccount(account.id);
      for (const session of open) if (keyOf(session) === key) await endSession(session.id, why, context);
    }
    return supportedAccount(account, context);
  });

  serve(app, supportApi.verify, async (request) => {
    const { account: by, session } = callerOf(request);
    const { username, code } = request.body;
    const account = await find(username);
    if (account === undefined) throw notFound();
    const operator = { by: { account: by.id, workstation: session.workstation }, reason: 'a caller is to be known' };
    const verified = await ownerVerified(account, code, operator, context);
    if (verified) {
      const workstation = session.workstation;
      await audit.record({ event: 'account.verified', account: account.id, workstation, detail: { by: by.id } });
    }
    return { verified };
  });

  /** @throws Problem where there is no such account, or no reason */
  async function asked(request: FastifyRequest, body: WithReason) {
    const { account: by, session } = callerOf(request);
    const reason = givenReason(body);
    const account = await find(body.username);
    if (account === undefined) throw notFound();
    return { account, by, workstation: session.workstation, reason };
  }
}
