import type { Session } from '../../shared/api/identity.ts';

export function QuestionsPage(_props: { session: Session; training: boolean }) {
  return null;
}
