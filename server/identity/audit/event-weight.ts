/** How much an entry of the audit trail asks for somebody's look. */
export type EventWeight = 'alarming' | 'notable' | 'usual';

export function weightOf(event: string): EventWeight {
  if (event === 'audit.damaged' || event === 'audit.recovered') return 'alarming';
  return /[.-](refused|locked|concurrent|filed|revoked)$/.test(event) ? 'notable' : 'usual';
}
