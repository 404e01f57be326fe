import type { FastifyRequest } from 'fastify';
import { accountsApi } from '../../../shared/identity/api/accounts.ts';
import { unfitEmail, unfitName, unfitSites, unfitUsername } from '../../../shared/identity/account-fields.ts';
import { timeOfDay } from '../../../shared/contract/time.ts';
import { WithReason } from '../../../shared/identity/api/support.ts';
import { roleIds } from '../../../shared/identity/roles.ts';
import { administration as administrationTexts } from '../../../shared/identity/texts/en/administration.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import { usernameKey } from '../accounts/username.ts';
import type { Capability } from '../capability.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { givenReason } from '../reason.ts';
import { supportedAccount } from '../support/supported-account.ts';
import { type AccountChange, changeAccount } from './change-account.ts';
import { createAccount } from './create-account.ts';
import type { Operator, AdministrationDeps } from './deps.ts';
import { resetAccount } from './reset-account.ts';
import { askOwner, ownerVerified } from './verify-owner.ts';

const { refused } = administrationTexts;

type Deps = AdministrationDeps & Pick<IdentityContext, 'origin'>;

/** What administrators change of an account; a reset is support's work too [R3, S8]. */
export const administration: Capability = { routes: administrationRoutes };

function administrationRoutes(app: HttpServer, context: Deps): void {
  async function changed(request: FastifyRequest<{ Body: WithReason }>, change: AccountChange) {
    const { username } = request.body;
    const outcome = await changeAccount(username, change, operatorOf(request, request.body), context);
    if ('account' in outcome) return supportedAccount(outcome.account, context);
    throw outcome.outcome === 'not found' ? notFound() : refusal(outcome.outcome);
  }

  serve(app, accountsApi.disable, (request) => changed(request, { field: 'status', value: 'disabled' }));

  serve(app, accountsApi.enable, (request) => changed(request, { field: 'status', value: 'active' }));

  serve(app, accountsApi.setRoles, (request) => {
    const { roles } = request.body;
    if (roles.length === 0) throw unfit('roles', 'is empty');
    return changed(request, { field: 'roles', value: roleIds.filter((role) => roles.includes(role)) });
  });

  serve(app, accountsApi.setSites, (request) => {
    const { sites } = request.body;
    const why = unfitSites(sites);
    if (why) throw unfit('sites', why);
    return changed(request, { field: 'sites', value: sites });
  });

  serve(app, accountsApi.setEmail, (request) => {
    const { email } = request.body;
    const why = unfitEmail(email);
    if (why) throw unfit('email', why);
    return changed(request, { field: 'email', value: email });
  });

  serve(app, accountsApi.setName, (request) => {
    const { name } = request.body;
    const why = unfitName(name);
    if (why) throw unfit('name', why);
    return changed(request, { field: 'name', value: name });
  });

  serve(app, accountsApi.setLanguage, (request) =>
    changed(request, { field: 'language', value: request.body.language }),
  );

  serve(app, accountsApi.create, async (request) => {
    const { username, name, email, roles, sites, language } = request.body;
    const wrong = [
      ['username', unfitUsername(username)],
      ['name', unfitName(name)],
      ['email', unfitEmail(email)],
      ['roles', roles.length === 0 ? 'is empty' : undefined],
      ['sites', unfitSites(sites)],
    ].flatMap(([field, message]) => (message === undefined ? [] : [{ field: field!, message }]));
    if (wrong.length > 0) throw new Problem('request-invalid', { fields: wrong });
    const facts = {
      username,
      name,
      email,
      sites,
      roles: roleIds.filter((role) => roles.includes(role)),
      ...(language && { language }),
    };
    const made = await createAccount(facts, operatorOf(request, request.body), context);
    if (made.outcome === 'no mail' || made.outcome === 'closed site') throw refusal(made.outcome);
    if (made.outcome !== 'created') {
      throw new Problem('account-refused', {
        fields: [{ field: 'username', code: 'taken', message: refused.taken }],
      });
    }
    const { mailedTo, expiresAt, account } = made;
    return { mailedTo, expiresAt, account: await supportedAccount(account, context) };
  });

  serve(app, accountsApi.reset, async (request) => {
    const reset = await resetAccount(request.body.username, 'mailed', operatorOf(request, request.body), context);
    if (reset.outcome === 'not found') throw notFound();
    if (reset.outcome !== 'mailed') throw refusal(reset.outcome === 'disabled' ? 'disabled' : 'no mail');
    const { mailedTo, expiresAt, account } = reset;
    return { mailedTo, expiresAt, account: await supportedAccount(account, context) };
  });

  serve(app, accountsApi.verifyOwner, async (request) => {
    const { account: helper, session } = callerOf(request);
    const account = await activeAccount(request.body.username);
    const asked = await askOwner(account, helper.id, session.workstation, context);
    if (asked.outcome === 'no mail') throw refusal('no mail');
    if (asked.outcome === 'too many') {
      throw new Problem('account-refused', {
        detail: refused['too many verifications'](timeOfDay(asked.nextAt, context.timeZone)),
        parameters: { until: asked.nextAt },
      });
    }
    return { mailedTo: asked.mailedTo, expiresAt: asked.expiresAt };
  });

  serve(app, accountsApi.resetShown, async (request) => {
    const { username, verification } = request.body;
    const operator = operatorOf(request, request.body);
    const account = await activeAccount(username);
    if (!(await ownerVerified(account, verification, operator, context))) {
      throw new Problem('account-refused', {
        fields: [{ field: 'verification', code: 'not verified', message: refused['not verified'] }],
      });
    }
    const reset = await resetAccount(username, 'shown', operator, context);
    if (reset.outcome !== 'shown') throw refusal('disabled');
    return { code: reset.code, expiresAt: reset.expiresAt, account: await supportedAccount(reset.account, context) };
  });

  async function activeAccount(username: string) {
    const [account] = await context.accounts.find('usernameKey', usernameKey(username));
    if (account === undefined) throw notFound();
    if (account.status !== 'active') throw refusal('disabled');
    return account;
  }
}

function operatorOf(request: FastifyRequest, body: WithReason): Operator {
  const { account, session } = callerOf(request);
  return { by: { account: account.id, workstation: session.workstation }, reason: givenReason(body) };
}

function notFound(): Problem {
  return new Problem('not-found', { detail: refused['not found'] });
}

function refusal(why: 'last administrator' | 'disabled' | 'no mail' | 'closed site'): Problem {
  return new Problem('account-refused', { detail: refused[why], parameters: { refusal: why } });
}

function unfit(field: string, message: string): Problem {
  return new Problem('request-invalid', { fields: [{ field, message }] });
}
