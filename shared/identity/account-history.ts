import type { Permission } from './permissions.ts';

/** What an account's history has, by the names of the audit trail's events, and who of those who look after it sees each. */
export const historyEvents = {
  'account.created': 'administrator',
  'account.roles-changed': 'administrator',
  'account.sites-changed': 'administrator',
  'account.name-changed': 'administrator',
  'account.language-changed': 'administrator',
  'account.updated': 'administrator',
  'incident.filed': 'administrator',
  'account.email-changed': 'support',
  'account.disabled': 'support',
  'account.enabled': 'support',
  'account.reset': 'support',
  'account.reset-used': 'support',
  'account.verified': 'support',
  'account.signed-out': 'support',
  'sign-in.locked': 'support',
  'sign-in.unlocked': 'support',
  'password.changed': 'support',
  'questions.changed': 'support',
  'recovery.completed': 'support',
  'agreement.accepted': 'support',
} as const satisfies Readonly<Record<string, Permission>>;

export type HistoryEvent = keyof typeof historyEvents;

export function isHistoryEvent(event: string): event is HistoryEvent {
  return Object.hasOwn(historyEvents, event);
}
