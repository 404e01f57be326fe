import type { Deployment } from '../../../shared/api/identity.ts';

export function RecoveryPage(_props: { deployment: Deployment }) {
  return null;
}
