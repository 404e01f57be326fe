import type { KoaContextWithOIDC } from 'oidc-provider';

/**
 * Lets the forms of this one answer lead to one more origin. Chromium holds the policy against redirects after a form too,
 * so the way back to another application would end on a blank page.
 * @param address registered by the client for just this; nothing of the request that was not checked
 */
export function allowFormsTo(address: string, ctx: Pick<KoaContextWithOIDC, 'response' | 'set'>): void {
  const policy = ctx.response.get('content-security-policy');
  const { origin } = new URL(address);
  ctx.set('content-security-policy', policy.replace(/form-action 'self'/, `$& ${origin}`));
}
