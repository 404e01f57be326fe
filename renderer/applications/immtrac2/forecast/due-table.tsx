import type { Client } from '../../../../shared/applications/immtrac2/clients/api.ts';
import type { GroupForecast } from '../../../../shared/applications/immtrac2/forecast/api.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { Badge, type BadgeKind } from '../../../platform/design/badge.tsx';
import { Notice, Panel, Table, TableHead } from '../../../platform/design/components.tsx';
import type { ForecastStatus, Urgency } from '../../../../shared/applications/immtrac2/forecast/codes.ts';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

const urgent: Record<Exclude<Urgency, 'none'>, BadgeKind> = {
  overdue: 'danger',
  due: 'warning',
  possible: 'information',
  later: 'plain',
};
const settled: Record<ForecastStatus, BadgeKind> = {
  'not complete': 'warning',
  complete: 'positive',
  immune: 'positive',
  contraindicated: 'danger',
  'aged out': 'plain',
  'not recommended': 'plain',
};

/** What is due for a client, the most urgent first. @param printed what stands on every sheet of paper */
export function DueTable({ client: { whatIsDue }, printed }: { client: Client; printed?: string }) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.forecast.table;
  const heads = [texts.group, texts.act, texts.doseNumber, texts.earliest, texts.recommended, texts.pastDue, texts.why];
  const { schedule, withheld, groups } = whatIsDue;
  const aid = catalogue.forecast.aid(schedule.version, schedule.published);
  if (withheld !== undefined || groups.length === 0) {
    return (
      <Panel title={texts.caption}>
        <p>{withheld === undefined ? texts.none : texts.withheld[withheld]}</p>
        {withheld !== 'disaster doses alone' && <p className="soft">{aid}</p>}
      </Panel>
    );
  }
  return (
    <div className="stack">
      <Table caption={texts.caption}>
        <TableHead columns={heads} printed={printed} />
        <tbody>
          {groups.map((each) => (
            <Row key={`${each.group} ${each.kind}`} forecast={each} />
          ))}
        </tbody>
      </Table>
      <Notice>{aid}</Notice>
    </div>
  );
}

function Row({ forecast: { group, kind, urgency, status, reasons, due } }: { forecast: GroupForecast }) {
  const catalogue = useImmTrac2Texts();
  return (
    <tr>
      <th scope="row">
        {group}
        {kind === 'risk' && <div className="note">{catalogue.forecast.kinds.risk}</div>}
      </th>
      <td>
        {urgency === 'none' ? (
          <Badge kind={settled[status]}>{catalogue.forecast.statuses[status]}</Badge>
        ) : (
          <Badge kind={urgent[urgency]}>{catalogue.forecast.urgencies[urgency]}</Badge>
        )}
      </td>
      <td className="code">{due?.doseNumber}</td>
      <td className="code">{due && shownDate(due.earliest)}</td>
      <td className="code">{due && shownDate(due.recommended)}</td>
      <td className="code">{due?.pastDue && shownDate(due.pastDue)}</td>
      <td className="said">{reasons.map((reason) => catalogue.forecast.reasons[reason]).join(' ')}</td>
    </tr>
  );
}
