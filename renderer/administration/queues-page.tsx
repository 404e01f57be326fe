import { useState } from 'react';
import type { Session } from '../../shared/identity/api/identity.ts';
import { type JobState, type Queue, queuesApi, type ShippingState } from '../../shared/identity/api/queues.ts';
import { call } from '../platform/api/client.ts';
import { ResourceView } from '../platform/api/resource-view.tsx';
import { useChange, useRead } from '../platform/api/queries.ts';
import { Button, Notice, Panel } from '../platform/design/components.tsx';
import { DataTable } from '../platform/design/data-table.tsx';
import type { Column } from '../platform/design/table-rows.ts';
import { useShownTime } from '../platform/texts/clinic-time.ts';
import { Refusal } from '../platform/forms/refusal.tsx';
import { AdministrationFrame } from './administration-frame.tsx';
import { type AdministrationTexts, useAdministrationTexts } from './administration-texts.ts';

const refreshEvery = 5000;

/** What the server does by itself: what waits to be delivered, and what is done again and again. */
export function QueuesPage({ session, training }: { session: Session; training: boolean }) {
  const { work: texts } = useAdministrationTexts();
  const work = useRead(queuesApi.read, { refreshEvery });
  return (
    <AdministrationFrame session={session} training={training} page="queues">
      <ResourceView of={work}>
        {({ queues, jobs, shipping }) => (
          <>
            <Panel title={texts.queues}>
              <Queues queues={queues} />
            </Panel>
            {shipping && <Shipping {...shipping} />}
            <Panel title={texts.jobs}>
              <JobList jobs={jobs} />
            </Panel>
          </>
        )}
      </ResourceView>
    </AdministrationFrame>
  );
}

function Queues({ queues }: { queues: readonly Queue[] }) {
  const { work: texts } = useAdministrationTexts();
  const shownTime = useShownTime();
  const [retried, setRetried] = useState(false);
  const retry = useChange(async (queue: Queue['id']) => {
    await call(queuesApi.retry, { params: { queue } });
    setRetried(true);
  });
  return (
    <>
      <Refusal of={retry.error} />
      <div role="status">{retried && <Notice kind="positive" title={texts.retried} />}</div>
      <DataTable
        caption={texts.queues}
        rows={queues}
        rowKey={({ id }) => id}
        empty={texts.nothingWaits}
        columns={queueColumns(texts, shownTime, retry.mutate)}
      />
    </>
  );
}

/** How the audit trail gets to the log collector. */
function Shipping({ to, last, failure }: ShippingState) {
  const { work: texts } = useAdministrationTexts();
  const shownTime = useShownTime();
  return (
    <Panel title={texts.shipping}>
      <p>
        {texts.shippingText(to)}{' '}
        {last ? texts.shipped(last.n, shownTime(last.at), shownTime(last.shippedAt)) : texts.nothingShipped}
      </p>
      {failure && (
        <Notice kind="warning" title={texts.shippingFails(shownTime(failure.at))}>
          <p lang="en">{failure.says}</p>
        </Notice>
      )}
    </Panel>
  );
}

function JobList({ jobs }: { jobs: readonly JobState[] }) {
  const { work: texts } = useAdministrationTexts();
  const shownTime = useShownTime();
  return (
    <DataTable
      caption={texts.jobs}
      rows={jobs}
      rowKey={({ name }) => name}
      empty={texts.none}
      columns={jobColumns(texts, shownTime)}
    />
  );
}

type WorkTexts = AdministrationTexts['work'];
type ShownTime = (time: number) => string;

function queueColumns(texts: WorkTexts, shownTime: ShownTime, retry: (queue: Queue['id']) => void): Column<Queue>[] {
  const { columns } = texts;
  const name = ({ id }: Queue) => texts.queueNames[id];
  const time = (at: number | undefined) => (at === undefined ? texts.nothingWaits : shownTime(at));
  return [
    { id: 'name', label: columns.name, names: true, value: name },
    { id: 'waiting', label: columns.waiting, numeric: true, value: ({ waiting }) => waiting },
    { id: 'failed', label: columns.failed, numeric: true, value: ({ failed }) => failed },
    { id: 'since', label: columns.since, value: ({ since = 0 }) => since, cell: ({ since }) => time(since) },
    {
      id: 'next',
      label: columns.next,
      value: ({ nextTryAt = 0 }) => nextTryAt,
      cell: ({ nextTryAt }) => time(nextTryAt),
    },
    {
      id: 'actions',
      label: columns.actions,
      cell: (queue) => (
        <Button onClick={() => retry(queue.id)} unavailable={queue.waiting === 0}>
          {texts.retry}
          <span className="visually-hidden">{texts.ofThis(name(queue))}</span>
        </Button>
      ),
    },
  ];
}

function jobColumns(
  { jobColumns: columns, every: shownEvery, never }: WorkTexts,
  shownTime: ShownTime,
): Column<JobState>[] {
  return [
    { id: 'name', label: columns.name, names: true, code: true, value: ({ name }) => name },
    {
      id: 'every',
      label: columns.every,
      value: ({ every }) => every,
      cell: ({ every }) => shownEvery(Math.round(every / 60_000)),
    },
    {
      id: 'last',
      label: columns.last,
      value: ({ lastRunAt = 0 }) => lastRunAt,
      cell: ({ lastRunAt }) => (lastRunAt === undefined ? never : shownTime(lastRunAt)),
    },
  ];
}
