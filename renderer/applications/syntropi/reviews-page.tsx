import { enrollmentsApi } from '../../../shared/applications/syntropi/enrollments-api.ts';
import { useResource } from '../../platform/api/use-resource.ts';
import { ApplicationResource } from '../../platform/application/application-problem.tsx';
import { DataTable } from '../../platform/design/data-table.tsx';
import { summaryColumns } from './enrollments-page.tsx';
import { SyntropiPage } from './page.tsx';
import { useSyntropiTexts } from './syntropi-texts.ts';

/** For the State's reviewers [Y2]. */
export function ReviewsPage() {
  const { enrollment } = useSyntropiTexts();
  const texts = enrollment.reviews;
  return (
    <SyntropiPage step={texts.title}>
      <ApplicationResource of={useResource(enrollmentsApi.reviews)}>
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
