import type { EnrollmentStatus } from '../../../../shared/applications/syntropi/enrollment/api.ts';
import { Badge, type BadgeKind } from '../../../platform/design/badge.tsx';
import { useSyntropiTexts } from '../syntropi-texts.ts';

const kinds: Readonly<Record<EnrollmentStatus, BadgeKind>> = {
  draft: 'plain',
  submitted: 'information',
  returned: 'warning',
  approved: 'positive',
  lapsed: 'danger',
  withdrawn: 'plain',
};

export function StatusBadge({ status }: { status: EnrollmentStatus }) {
  const { status: statuses } = useSyntropiTexts().enrollment;
  return <Badge kind={kinds[status]}>{statuses[status]}</Badge>;
}
