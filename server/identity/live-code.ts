import type { CodeInMail } from '../mail/message.ts';
import { isLiveVerification } from './administration/verify-owner.ts';
import type { IdentityContext } from './context.ts';
import { isLiveRecoveryCode } from './recovery/live-code.ts';

type Deps = Pick<IdentityContext, 'store' | 'clock' | 'accounts'>;

/** Whether a code that waits in a mail could still be used; a dead one is not sent. */
export async function isLiveCode({ opens, id, digest }: CodeInMail, deps: Deps): Promise<boolean> {
  switch (opens) {
    case 'recovery':
      return isLiveRecoveryCode(id, digest, deps);
    case 'verification':
      return isLiveVerification(id, digest, deps);
    case 'account': {
      const account = await deps.accounts.get(id);
      return account?.status === 'active' && account.reset?.digest === digest;
    }
  }
}
