import { Link, useLocation } from 'wouter';
import { applications } from '../../../../shared/applications/applications.ts';
import {
  type EnrollableSite,
  type EnrollmentSummary,
  enrollmentsApi,
} from '../../../../shared/applications/syntropi/enrollment/api.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { call } from '../../../platform/api/client.ts';
import { useChange, useRead } from '../../../platform/api/queries.ts';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Button, Notice, Table, TableHead } from '../../../platform/design/components.tsx';
import { DataTable } from '../../../platform/design/data-table.tsx';
import type { Column } from '../../../platform/design/table-rows.ts';
import { Failure } from '../failure.tsx';
import { SyntropiPage } from '../page.tsx';
import { StatusBadge } from './status-badge.tsx';
import { type EnrollmentTexts, useSyntropiTexts } from '../syntropi-texts.ts';

export function EnrollmentsPage() {
  const { enrollment: texts } = useSyntropiTexts();
  return (
    <SyntropiPage step={texts.back}>
      <ApplicationResource of={useRead(enrollmentsApi.list)}>
        {({ sites, enrollments }) => (
          <>
            {sites.length === 0 ? <Notice title={texts.list.noSites} /> : <Sites sites={sites} />}
            <DataTable
              caption={texts.list.caption}
              rows={enrollments}
              rowKey={({ id }) => id}
              empty={texts.list.none}
              file="enrollments"
              columns={summaryColumns(texts)}
            />
            <p>
              <a href={statusPath}>{texts.ask.link}</a>
            </p>
          </>
        )}
      </ApplicationResource>
    </SyntropiPage>
  );
}

function Sites({ sites }: { sites: readonly EnrollableSite[] }) {
  const { list } = useSyntropiTexts().enrollment;
  return (
    <Table caption={list.sites} cards>
      <TableHead columns={[list.site, list.programs]} action={list.action} />
      <tbody>
        {sites.map((site) => (
          <tr key={site.id}>
            <th scope="row" data-label={list.site}>
              <div>
                {site.name}
                <div className="code soft">{site.id}</div>
              </div>
            </th>
            <td data-label={list.programs}>
              <Programs site={site} />
            </td>
            <td className="no-print" data-label={list.action}>
              <Start site={site} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Programs({ site: { programs } }: { site: EnrollableSite }) {
  const { enrollment: texts } = useSyntropiTexts();
  const enrolled = programs.filter(({ status }) => status !== 'none');
  if (enrolled.length === 0) return texts.list.never;
  return (
    <ul className="plain-list">
      {enrolled.map(({ program, status, renewBy }) => (
        <li key={program}>
          {status === 'lapsed'
            ? texts.list.over(program, shownDate(renewBy!))
            : texts.list.until(program, shownDate(renewBy!))}
        </li>
      ))}
    </ul>
  );
}

/** What can be done for a site now: go on, begin, renew; or when. */
function Start({ site }: { site: EnrollableSite }) {
  const { enrollment: texts } = useSyntropiTexts();
  const [, navigate] = useLocation();
  const { id, name, underWay, mayStart, programs } = site;
  const start = useChange(async () => {
    const begun = await call(enrollmentsApi.start, { request: { site: id } });
    navigate(`/enrollments/${begun.id}`);
  });
  const of = <span className="visually-hidden">{` ${name}`}</span>;
  if (underWay !== undefined) {
    return (
      <Link href={`/enrollments/${underWay}`}>
        {texts.list.goOn}
        {of}
      </Link>
    );
  }
  if (!mayStart) {
    const [first] = programs.map(({ renewableFrom }) => renewableFrom!).toSorted();
    return texts.list.later(shownDate(first!));
  }
  const isRenewal = programs.some(({ status, renewableFrom }) => status !== 'none' && renewableFrom !== undefined);
  return (
    <>
      {start.error && <Failure error={start.error} title={texts.form.refused} />}
      <Button busy={start.isPending && texts.form.saving} onClick={() => start.mutate()}>
        {isRenewal ? texts.list.renew : texts.list.enroll}
        {of}
      </Button>
    </>
  );
}

/** A page of its own, where nobody is signed in. */
const [statusPath] = applications.syntropi.openPages!;

export const summaryColumns = (texts: EnrollmentTexts): readonly Column<EnrollmentSummary>[] => [
  {
    id: 'site',
    label: texts.list.site,
    names: true,
    value: ({ site }) => site.name,
    cell: ({ id, site }) => <Link href={`/enrollments/${id}`}>{site.name}</Link>,
  },
  { id: 'programs', label: texts.list.programs, value: ({ programs }) => programs.join(', ') },
  {
    id: 'status',
    label: texts.list.status,
    value: ({ status }) => texts.status[status],
    cell: ({ status }) => <StatusBadge status={status} />,
  },
  {
    id: 'since',
    label: texts.list.since,
    code: true,
    value: ({ statusSince }) => statusSince,
    cell: ({ statusSince }) => shownDate(statusSince),
  },
  {
    id: 'renewBy',
    label: texts.list.renewBy,
    code: true,
    value: ({ renewBy }) => renewBy ?? '',
    cell: ({ renewBy }) => renewBy && shownDate(renewBy),
  },
];
