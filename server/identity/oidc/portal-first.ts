import { errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { whyEnded } from '../sessions/ended-sessions.ts';
import { provedAt } from '../sessions/portal-sessions.ts';
import type { Store } from '../../store/contract.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { again, type Again, signInParameters as parameter } from '../../../shared/identity/sign-in-address.ts';
import type { Entry, EntryDeps } from './entry.ts';

/**
 * That somebody has to do something at the portal before their request can be answered. The request itself travels in the
 * address, so that nothing of it is kept: strangers may send any number, and a sign-in page may stay open for days.
 */
export class PortalFirst extends errors.CustomOIDCProviderError {
  /** Where the client is; the portal comes first. */
  override readonly allow_redirect = false;
  readonly address: string;

  constructor(address: string) {
    super('login_required', 'The Enterprise Portal has to let this person in');
    this.address = address;
  }
}

export interface PortalFirstDeps extends EntryDeps {
  readonly store: Store;
  readonly audit: AuditTrail;
  entryOf(ctx: KoaContextWithOIDC): Promise<Entry>;
  portalCookieOf(ctx: KoaContextWithOIDC): string | undefined;
}

/** When the portal asked for the password again; it comes back with the request. */
const askedAtParameter = 'asked_at';

/**
 * The portal's session is the truth: an authorization request passes only while its cookie may enter this application and
 * what the request asks for holds: `max_age`, `prompt`, `id_token_hint` (OpenID Connect Core 1.0, 3.1.2.1). There is nothing
 * to consent to among one's own applications, and the password page is where people choose an account too.
 */
export function portalPolicy(deps: PortalFirstDeps): interactionPolicy.DefaultPolicy {
  const { base, Check, Prompt } = interactionPolicy;
  const policy = base();
  policy.clear();
  for (const name of ['login', 'consent', 'select_account']) {
    const prompt = new Prompt({ name, requestable: true });
    prompt.checks.clear();
    policy.add(prompt);
  }
  const check = new Check('portal', 'The Enterprise Portal has to let this person in', async (ctx) => {
    await requireEntry(ctx, deps);
    return Check.NO_NEED_TO_PROMPT;
  });
  policy.get('login')!.checks.add(check);
  return policy;
}

/** @throws what the request is answered with instead of a code */
async function requireEntry(ctx: KoaContextWithOIDC, deps: PortalFirstDeps): Promise<void> {
  const { params, prompts } = ctx.oidc;
  // Where a client may leave out one of the two that keep a stolen code from being of use.
  if (params?.['code_challenge'] === undefined && params?.['nonce'] === undefined) {
    throw new errors.InvalidRequest('send a nonce, or a code_challenge');
  }
  const silent = prompts.has('none');
  const entry = await deps.entryOf(ctx);
  if (!('session' in entry)) {
    if (silent && entry.decision === 'sign-in') throw new errors.LoginRequired();
    if (silent) throw new errors.InteractionRequired();
    throw new PortalFirst(await addressOf(entry.decision, ctx, deps));
  }
  const asks = asksAgain(ctx, entry.session, deps.clock.now());
  if (asks === 'in vain') throw new errors.LoginRequired('another person is signed in');
  if (asks !== undefined) {
    if (silent) throw new errors.LoginRequired();
    throw new PortalFirst(await addressOf('sign-in', ctx, deps, asks));
  }
  if (entry.decision === 'granted') return;
  const { accountId: account, workstation } = entry.session;
  const detail = { application: ctx.oidc.client!.clientId };
  await deps.audit.record({ event: 'application.refused', account, workstation, detail });
  throw new errors.AccessDenied('This account may not open the application');
}

/** Whether the password has to be proved once more, and why. */
function asksAgain(
  ctx: KoaContextWithOIDC,
  session: Extract<Entry, { session: unknown }>['session'],
  now: number,
): Again | 'in vain' | undefined {
  const { params, prompts, entities } = ctx.oidc;
  const asked = Number(ctx.query[askedAtParameter] ?? Number.NaN);
  const proved = provedAt(session);
  // Leaving the parameter out of one's own request would do the same as writing a false one.
  const done = proved >= asked;
  const hinted = entities.IdTokenHint?.payload['sub'];
  if (hinted !== undefined && hinted !== session.accountId) return done ? 'in vain' : again.person;
  if (done) return undefined;
  if (prompts.has('login') || prompts.has('select_account')) return again.password;
  const maxAge = params?.['max_age'] as string | undefined;
  return maxAge !== undefined && now - proved > Number(maxAge) * 1000 ? again.password : undefined;
}

/** Where in the portal the step is done that is missing, with the way back to this very request. */
async function addressOf(step: string, ctx: KoaContextWithOIDC, deps: PortalFirstDeps, why?: Again): Promise<string> {
  const request = new URLSearchParams(ctx.querystring);
  request.delete(askedAtParameter);
  if (why !== undefined) request.set(askedAtParameter, String(deps.clock.now()));
  const query = new URLSearchParams({ [parameter.continue]: `${ctx.path}?${request.toString()}` });
  const ended = why === undefined ? await whyEnded(deps.portalCookieOf(ctx), deps) : undefined;
  if (ended !== undefined) query.set(parameter.ended, ended);
  if (why !== undefined) query.set(parameter.again, why);
  const hint = ctx.oidc.params?.['login_hint'] as string | undefined;
  if (step === 'sign-in' && hint !== undefined && hint.length <= limits.signIn.usernameCharacters) {
    query.set(parameter.username, hint);
  }
  return `/${step}?${query.toString()}`;
}
