import { enrollmentsApi } from '../../../../shared/applications/syntropi/enrollment/api.ts';
import { useRead } from '../../../platform/api/queries.ts';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { DataTable } from '../../../platform/design/data-table.tsx';
import { summaryColumns } from './enrollments-page.tsx';
import { SyntropiPage } from '../page.tsx';
import { useSyntropiTexts } from '../syntropi-texts.ts';

/** For the State's reviewers [Y2]. */
export function ReviewsPage() {
  const { enrollment } = useSyntropiTexts();
  const texts = enrollment.reviews;
  return (
    <SyntropiPage step={texts.title}>
      <ApplicationResource of={useRead(enrollmentsApi.reviews)}>
        {({ enrollments }) => (
          <DataTable
            caption={texts.caption}
            rows={enrollments}
            rowKey={({ id }) => id}
            empty={texts.none}
            file="reviews"
            columns={summaryColumns(enrollment)}
            chips={[{ id: 'submitted', name: texts.toDecide, has: ({ status }) => status === 'submitted' }]}
          />
        )}
      </ApplicationResource>
    </SyntropiPage>
  );
}
