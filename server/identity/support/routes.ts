import {
  FindAccount,
  FoundAccount,
  SupportedAccount,
  unlockReason,
  UnlockAccount,
} from '../../../shared/api/support.ts';
import { Problem } from '../../http/problem.ts';
import type { HttpServer } from '../../http/server.ts';
import { usernameKey } from '../accounts/username.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { supportedAccount } from './supported-account.ts';
import { unlock } from './unlock.ts';

/** What ImmTrac2 Customer Support does for an account [S8]: finds it, sees why it is locked, unlocks it. */
export function supportRoutes(app: HttpServer, context: IdentityContext): void {
  const { accounts, audit } = context;
  const find = async (username: string) => (await accounts.find('usernameKey', usernameKey(username)))[0];

  app.post(
    '/api/support/accounts/find',
    { config: { access: 'support' }, schema: { body: FindAccount, response: { 200: FoundAccount } } },
    async (request) => {
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
    },
  );

  app.post(
    '/api/support/accounts/unlock',
    { config: { access: 'support' }, schema: { body: UnlockAccount, response: { 200: SupportedAccount } } },
    async (request) => {
      const caller = callerOf(request);
      const reason = request.body.reason.trim();
      if (reason.length < unlockReason.minimum) {
        const message = `needs ${unlockReason.minimum} characters or more`;
        throw new Problem('request-invalid', { fields: [{ field: 'reason', message }] });
      }
      const account = await find(request.body.username);
      if (account === undefined) {
        throw new Problem('not-found', { detail: 'There is no account with this username.' });
      }
      const { session } = caller;
      await unlock(account, { by: caller.account.id, workstation: session.workstation, reason }, context);
      return supportedAccount(account, context);
    },
  );
}
