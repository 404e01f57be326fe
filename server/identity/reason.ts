import { supportReason } from '../../shared/identity/api/support.ts';
import { Problem } from '../http/problem.ts';

/** The reason that the audit trail keeps, without the blanks around it. @throws Problem where it says next to nothing */
export function givenReason(body: { readonly reason: string }): string {
  const reason = body.reason.trim();
  if (reason.length >= supportReason.minimum) return reason;
  const message = `needs ${supportReason.minimum} characters or more`;
  throw new Problem('request-invalid', { fields: [{ field: 'reason', message }] });
}
