import { useState } from 'react';
import type { Deployment, Session } from '../../shared/identity/api/identity.ts';
import { type FoundEntry, type TrailQuery, trailSearchApi } from '../../shared/identity/api/trail-search.ts';
import { limits } from '../../shared/contract/limits.ts';
import { type CalendarDate, dayOf, plusDays, shownDate } from '../../shared/contract/time.ts';
import { call } from '../platform/api/client.ts';
import { useChange } from '../platform/api/queries.ts';
import { Button, Panel, TextField } from '../platform/design/components.tsx';
import { DataTable, save } from '../platform/design/data-table.tsx';
import { DateField } from '../platform/design/date-field.tsx';
import { type Column, csvOf } from '../platform/design/table-rows.ts';
import { Form } from '../platform/forms/form.tsx';
import { useShownTime } from '../platform/texts/clinic-time.ts';
import { Refusal } from '../platform/forms/refusal.tsx';
import { useTexts } from '../platform/texts/wording.tsx';
import { AdministrationFrame } from './administration-frame.tsx';
import { type AdministrationTexts, useAdministrationTexts } from './administration-texts.ts';

/** Entries on the page at a time, and in a file. */
const onPage = 100;
const inFile = 20_000;

type Query = Omit<TrailQuery, 'below' | 'limit'>;

interface Results {
  readonly query: Query;
  readonly entries: readonly FoundEntry[];
  readonly next: number | undefined;
  readonly lookedBackTo: string;
}

/** Looking through the audit trail, and taking what was found along [R4]. */
export function TrailPage({ session, deployment }: { session: Session; deployment: Deployment }) {
  const { trail: texts } = useAdministrationTexts();
  const { frame } = useTexts();
  const [today] = useState(() => dayOf(Date.now(), deployment.timeZone));
  const [from, setFrom] = useState<CalendarDate | undefined>(today);
  const [to, setTo] = useState<CalendarDate | undefined>(today);
  const [event, setEvent] = useState('');
  const [person, setPerson] = useState('');
  const [results, setResults] = useState<Results>();
  const { days } = limits.auditSearch;
  const wrongEnd =
    from && to && (to < from ? texts.order : to > plusDays(from, days) ? texts.tooLong(days) : undefined);
  const complete = from !== undefined && to !== undefined && wrongEnd === undefined;
  const search = useChange(async () => {
    const query = { from: from!, to: to!, event: event.trim(), person: person.trim() };
    setResults({ query, ...(await pageOf(query, undefined, onPage)) });
  });
  const missing = (day: CalendarDate | undefined) => (day === undefined ? texts.missingDay : undefined);
  return (
    <AdministrationFrame session={session} training={deployment.kind === 'training'} page="trail">
      <Panel title={texts.search}>
        <p>{texts.text}</p>
        <Form sends={search} complete={complete}>
          <Refusal of={search.error} title={texts.failed} />
          <div className="row">
            <DateField label={texts.from} field="from" value={from} onChange={setFrom} error={missing(from)} />
            <DateField label={texts.to} field="to" value={to} onChange={setTo} error={missing(to) ?? wrongEnd} />
          </div>
          <TextField
            label={texts.event}
            field="event"
            hint={texts.eventHint}
            autoComplete="off"
            spellCheck={false}
            maxLength={limits.auditSearch.termCharacters}
            value={event}
            onChange={({ target }) => setEvent(target.value)}
          />
          <TextField
            label={texts.person}
            field="person"
            hint={texts.personHint}
            autoComplete="off"
            spellCheck={false}
            maxLength={limits.auditSearch.termCharacters}
            value={person}
            onChange={({ target }) => setPerson(target.value)}
          />
          <div>
            <Button kind="primary" type="submit" busy={search.isPending && frame.loading}>
              {texts.submit}
            </Button>
          </div>
        </Form>
      </Panel>
      {results && <Found results={results} onMore={setResults} />}
    </AdministrationFrame>
  );
}

async function pageOf(query: Query, below: number | undefined, limit: number) {
  const { entries, next, lookedBackTo } = await call(trailSearchApi.search, {
    request: { ...query, limit, ...(below !== undefined && { below }) },
  });
  return { entries, next, lookedBackTo };
}

function Found({ results, onMore }: { results: Results; onMore: (results: Results) => void }) {
  const { trail: texts } = useAdministrationTexts();
  const shownTime = useShownTime();
  const [said, setSaid] = useState<string>();
  const work = useChange((does: () => Promise<void>) => does());
  const { query, entries, next, lookedBackTo } = results;
  const more = async () => {
    setSaid(texts.more);
    const page = await pageOf(query, next, onPage);
    onMore({ query, ...page, entries: [...entries, ...page.entries] });
    setSaid(undefined);
  };
  /** Page after page, each recorded; a browser's memory has to hold it. */
  const download = async () => {
    const all: FoundEntry[] = [];
    let below: number | undefined;
    do {
      setSaid(texts.exporting(all.length));
      const page = await pageOf(query, below, limits.auditSearch.pageEntries);
      all.push(...page.entries);
      below = page.next;
    } while (below !== undefined && all.length < inFile);
    save(csvOf(all, fileColumns(texts)), `audit-${query.from}-${query.to}.csv`);
    setSaid(below === undefined ? undefined : texts.cut(all.length));
  };
  return (
    <Panel title={texts.table}>
      <Refusal of={work.error} />
      <DataTable
        caption={texts.table}
        rows={entries}
        rowKey={({ n }) => String(n)}
        empty={texts.none}
        columns={shownColumns(texts, shownTime).filter(({ id }) => id !== 'address' || entries.some(hasAddress))}
        rowsPerPage={onPage}
      />
      <p role="status">
        {(work.error ? undefined : said) ??
          (next === undefined ? texts.complete : texts.lookedBackTo(shownDate(lookedBackTo)))}
      </p>
      <div className="row">
        {next !== undefined && (
          <Button onClick={() => work.mutate(more)} unavailable={work.isPending}>
            {texts.more}
          </Button>
        )}
        <Button onClick={() => work.mutate(download)} unavailable={work.isPending}>
          {texts.export}
        </Button>
      </div>
    </Panel>
  );
}

type TrailTexts = AdministrationTexts['trail'];

const hasAddress = ({ address }: FoundEntry) => address !== undefined;

const detailOf = ({ detail }: FoundEntry) =>
  Object.entries(detail)
    .map(([key, value]) => `${key}: ${value}`)
    .join('; ');

function shownColumns({ columns }: TrailTexts, shownTime: (time: number) => string): Column<FoundEntry>[] {
  return [
    { id: 'n', label: columns.n, numeric: true, names: true, value: ({ n }) => n },
    { id: 'at', label: columns.at, value: ({ at }) => at, cell: ({ at }) => shownTime(at), whole: true },
    { id: 'event', label: columns.event, code: true, value: ({ event }) => event },
    { id: 'account', label: columns.account, value: ({ account = '', username = account }) => username },
    {
      id: 'workstation',
      label: columns.workstation,
      value: ({ workstation = '', workstationName = workstation }) => workstationName,
    },
    { id: 'address', label: columns.address, code: true, value: ({ address = '' }) => address },
    { id: 'detail', label: columns.detail, value: detailOf, long: true },
  ];
}

function fileColumns({ columns }: TrailTexts): Column<FoundEntry>[] {
  return [
    { id: 'n', label: columns.n, value: ({ n }) => n },
    { id: 'at', label: columns.utc, value: ({ at }) => new Date(at).toISOString() },
    { id: 'event', label: columns.event, value: ({ event }) => event },
    { id: 'account', label: columns.account, value: ({ username = '' }) => username },
    { id: 'account-id', label: columns.accountId, value: ({ account = '' }) => account },
    { id: 'workstation', label: columns.workstation, value: ({ workstationName = '' }) => workstationName },
    { id: 'workstation-id', label: columns.workstationId, value: ({ workstation = '' }) => workstation },
    { id: 'address', label: columns.address, value: ({ address = '' }) => address },
    { id: 'detail', label: columns.detail, value: detailOf },
  ];
}
