import type { Session } from '../../shared/api/identity.ts';

export function AccountsPage(_props: { session: Session; training: boolean }) {
  return null;
}
