import type { Deployment } from '../../../shared/identity/api/identity.ts';
import type { MailOutbox } from '../../mail/outbox.ts';
import type { IdentityContext } from '../context.ts';
import type { EndSessionDeps } from '../sessions/end-session.ts';

/** What looking after accounts needs, in a server and in a command that runs without one. */
export interface AdministrationDeps
  extends EndSessionDeps,
    Pick<
      IdentityContext,
      'acceptances' | 'accounts' | 'audit' | 'hashing' | 'keys' | 'kiosk' | 'settings' | 'sessions' | 'timeZone'
    > {
  readonly mail: Pick<MailOutbox, 'queue' | 'leaves'>;
  readonly deployment: Pick<Deployment, 'support'>;
}

/** Whoever changes an account, as the audit trail names them. */
export interface Operator {
  /** A person in the portal; whoever holds the machine is named by what they did it with. */
  readonly by: { readonly account: string; readonly workstation: string } | 'command line' | 'set-up' | 'settings';
  readonly reason: string;
}

/** The fields of an audit entry about what an operator did to an account. */
export function entryOf(account: string, { by, reason }: Operator, more: Readonly<Record<string, string>> = {}) {
  return typeof by === 'string'
    ? { account, detail: { by, reason, ...more } }
    : { account, workstation: by.workstation, detail: { by: by.account, reason, ...more } };
}
