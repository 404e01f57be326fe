import { useState } from 'react';
import { Link } from 'wouter';
import {
  type AgeBand,
  ageBands,
  type DueAsked,
  type DueClient,
  type DueList,
  reportsApi,
} from '../../../../shared/applications/immtrac2/reports/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { call } from '../../../platform/api/client.ts';
import { useRead } from '../../../platform/api/queries.ts';
import { Badge } from '../../../platform/design/badge.tsx';
import { BarChart } from '../../../platform/design/chart.tsx';
import { Notice, Panel } from '../../../platform/design/components.tsx';
import { DataTable } from '../../../platform/design/data-table.tsx';
import { SelectField } from '../../../platform/design/select-field.tsx';
import type { Column } from '../../../platform/design/table-rows.ts';
import { addressLines, shownPhone } from '../clients/shown.ts';
import { ReportPage } from './report-page.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

/** The recall list [I11]. */
export function DuePage() {
  const texts = useImmTrac2Texts().reports.due;
  const choices = useRead(reportsApi.choices);
  const groups = choices.data !== undefined ? choices.data.groups : [];
  const [group, setGroup] = useState('');
  const [age, setAge] = useState<AgeBand>('all');
  const [urgency, setUrgency] = useState<DueAsked['urgency']>('due');
  return (
    <ReportPage<DueList>
      title={texts.title}
      about={texts.about}
      ask={(siteId) => ({
        answer: () =>
          call(reportsApi.due, {
            request: { siteId, age, urgency, ...(group && { group }) },
            timeout: limits.reports.answerWithin,
          }),
        asked: [group || texts.allGroups, texts.ages[age], texts.urgencies[urgency]].join(', '),
      })}
      renderFields={(wrong) => (
        <>
          <SelectField
            label={texts.group}
            field="group"
            error={wrong('group')}
            value={group}
            choices={[{ id: '', name: texts.allGroups }, ...groups.map((name) => ({ id: name, name }))]}
            onChoose={setGroup}
          />
          <SelectField
            label={texts.age}
            field="age"
            value={age}
            choices={(Object.keys(ageBands) as AgeBand[]).map((id) => ({ id, name: texts.ages[id] }))}
            onChoose={(id) => setAge(id as AgeBand)}
          />
          <SelectField
            label={texts.urgency}
            field="urgency"
            value={urgency}
            choices={(['due', 'overdue'] as const).map((id) => ({ id, name: texts.urgencies[id] }))}
            onChoose={(id) => setUrgency(id as DueAsked['urgency'])}
          />
        </>
      )}
    >
      {(list) => <Listed list={list} />}
    </ReportPage>
  );
}

function Listed({ list }: { list: DueList }) {
  const columns = useColumns();
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.reports.due;
  const { clients, groups, looked, more, schedule, asOf } = list;
  return (
    <>
      {clients.length > 0 && (
        <>
          <p>
            {`${texts.found(clients.length, looked)} ${shownDate(asOf)}. `}
            {catalogue.forecast.aid(schedule.version, schedule.published)}
          </p>
          <Panel>
            <BarChart
              title={texts.chart}
              category={texts.group}
              parts={[texts.overdue, texts.dueNow]}
              bars={groups.map(({ group, overdue, due }) => ({ label: group, values: [overdue, due] }))}
            />
          </Panel>
          {more && <Notice kind="warning">{catalogue.reports.more}</Notice>}
        </>
      )}
      <DataTable
        caption={texts.title}
        rows={clients}
        columns={columns}
        rowKey={({ id }) => id}
        empty={texts.none}
        chips={[{ id: 'overdue', name: texts.overdue, has: isOverdue }]}
        file={texts.file}
      />
    </>
  );
}

const isOverdue = ({ due }: DueClient) => due.some(({ urgency }) => urgency === 'overdue');
const since = ({ due }: DueClient) => due.map(({ recommended }) => recommended).toSorted()[0]!;
const nameOf = ({ lastName, firstName }: DueClient) => `${lastName}, ${firstName}`;

function useColumns(): readonly Column<DueClient>[] {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.reports.due;
  return [
    {
      id: 'name',
      label: texts.name,
      value: nameOf,
      cell: (client) => <Link href={`/clients/${client.id}`}>{nameOf(client)}</Link>,
      names: true,
    },
    {
      id: 'born',
      label: texts.birthDate,
      value: ({ birthDate }) => birthDate,
      cell: (each) => shownDate(each.birthDate),
    },
    { id: 'since', label: texts.since, value: since, cell: (client) => shownDate(since(client)) },
    {
      id: 'vaccines',
      label: texts.vaccines,
      value: ({ due }) => due.map(({ group, doseNumber }) => texts.dose(group, doseNumber)).join('; '),
      cell: ({ due }) => (
        <ul className="plain-list">
          {due.map(({ group, urgency, doseNumber }) => (
            <li key={`${group} ${doseNumber}`}>
              {texts.dose(group, doseNumber)}{' '}
              <Badge kind={urgency === 'overdue' ? 'danger' : 'warning'}>
                {urgency === 'overdue' ? texts.overdue : texts.dueNow}
              </Badge>
            </li>
          ))}
        </ul>
      ),
    },
    { id: 'guardian', label: texts.guardian, value: ({ guardian }) => guardian ?? '' },
    { id: 'phone', label: texts.phone, value: ({ phone }) => (phone ? shownPhone(phone) : ''), code: true },
    {
      id: 'address',
      label: texts.address,
      value: ({ address }) => addressLines(address, catalogue.clients.client).join(', '),
    },
  ];
}
