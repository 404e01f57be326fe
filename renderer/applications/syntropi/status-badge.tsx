import { enrollmentTexts } from '../../../shared/applications/syntropi/enrollment-texts.ts';
import type { EnrollmentStatus } from '../../../shared/applications/syntropi/enrollments-api.ts';
import { Badge, type BadgeKind } from '../../platform/design/badge.tsx';

const kinds: Readonly<Record<EnrollmentStatus, BadgeKind>> = {
  draft: 'plain',
  submitted: 'information',
  returned: 'warning',
  approved: 'positive',
  lapsed: 'danger',
  withdrawn: 'plain',
};

export function StatusBadge({ status }: { status: EnrollmentStatus }) {
  return <Badge kind={kinds[status]}>{enrollmentTexts.status[status]}</Badge>;
}
