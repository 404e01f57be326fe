import { Link } from 'wouter';
import { shownDate } from '../../../../shared/contract/time.ts';
import type { Client } from '../../../../shared/applications/immtrac2/clients/api.ts';
import type { Ownership } from '../../../../shared/applications/immtrac2/fields.ts';
import type { Evaluation } from '../../../../shared/applications/immtrac2/forecast/api.ts';
import type { Immunization } from '../../../../shared/applications/immtrac2/doses/api.ts';
import { Badge, type BadgeKind } from '../../../platform/design/badge.tsx';
import { Panel, Table, TableHead } from '../../../platform/design/components.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

const badges: Record<Ownership, BadgeKind> = { owned: 'positive', 'not-owned': 'information', historical: 'plain' };
const counts: Record<Evaluation['status'], BadgeKind> = {
  valid: 'positive',
  'not valid': 'danger',
  extraneous: 'plain',
  substandard: 'danger',
  'not judged': 'warning',
};

/** The immunization history: groups in alphabetical order, each by date. @param printed what stands on every sheet of paper; without it, the history is for a screen */
export function History({ client, printed }: { client: Client; printed?: string }) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.doses.history;
  const groups = client.history;
  if (groups.length === 0) {
    return (
      <Panel title={texts.caption}>
        <p>{texts.none}</p>
        {client.mayRecord && !printed && <p className="soft">{texts.noneText}</p>}
      </Panel>
    );
  }
  const all = groups.flatMap(({ immunizations }) => immunizations);
  const columns = {
    evaluated: all.some(({ evaluations }) => evaluations.length > 0),
    reactions: all.some(({ reaction }) => reaction !== undefined),
    isPrinted: printed !== undefined,
    corrections: client.mayRecord && !printed && all.some(({ own }) => own),
  };
  const heads = [
    ...[texts.group, texts.date, texts.vaccine],
    ...(columns.evaluated ? [texts.status] : []),
    ...[texts.lot, texts.place],
    printed === undefined ? texts.record : texts.reportedBy,
    ...(columns.reactions ? [texts.reaction] : []),
    ...(printed === undefined ? [texts.eligibility] : []),
  ];
  return (
    <Table caption={texts.caption}>
      <TableHead columns={heads} printed={printed} />
      {groups.map(({ name, immunizations }) => (
        <tbody key={name}>
          {immunizations.map((immunization, index) => (
            <tr key={immunization.id} data-reaction={immunization.reaction ? '' : undefined}>
              {index === 0 && (
                <th scope="rowgroup" rowSpan={immunizations.length}>
                  {name}
                </th>
              )}
              <Cells immunization={immunization} columns={columns} clientId={client.id} />
            </tr>
          ))}
        </tbody>
      ))}
    </Table>
  );
}

interface Columns {
  readonly isPrinted: boolean;
  readonly evaluated: boolean;
  readonly reactions: boolean;
  readonly corrections: boolean;
}

type CellsProps = { immunization: Immunization; columns: Columns; clientId: string };

function Cells({ immunization, columns, clientId }: CellsProps) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.doses.history;
  const { id, date, vaccine, manufacturer, ownership, own, historical, source, sites, reaction, dose } = immunization;
  const { tradeName, lot, amount, unit, route, bodySite, eligibility } = dose;
  const given = amount === undefined ? undefined : `${amount} ${catalogue.doses.entry.units[unit ?? 'mL']}`;
  const place = [given, route, bodySite && catalogue.bodySite[bodySite]].filter(Boolean);
  // Whose own it is needs no name beside that.
  const reported = !columns.isPrinted && ownership === 'owned' && sites.length === 1 ? '' : sites.join(', ');
  // Another record is what most historical doses are from.
  const told =
    source === undefined || (source === 'other-record' && !columns.isPrinted) ? '' : catalogue.source[source];
  const said = historical ? told : reported;
  return (
    <>
      <td className="code">{shownDate(date)}</td>
      <td>
        {vaccine}
        {tradeName && ` [${tradeName}]`}
      </td>
      {columns.evaluated && (
        <td>
          <Counts evaluations={immunization.evaluations} />
        </td>
      )}
      <td>
        <span className="code">{lot}</span>
        {manufacturer && <div className="note">{manufacturer}</div>}
      </td>
      <td>{place.join(', ')}</td>
      <td>
        <div className="fits">
          {!columns.isPrinted && <Badge kind={badges[ownership]}>{catalogue.ownership[ownership]}</Badge>}
          {said && <span className="note">{said}</span>}
          {columns.corrections && own && (
            <Link
              className="no-print"
              href={`/clients/${clientId}/immunizations/${id}`}
              aria-label={texts.editName(vaccine, shownDate(date))}
            >
              {texts.edit}
            </Link>
          )}
        </div>
      </td>
      {columns.reactions && <td>{reaction && `${catalogue.reaction[reaction.kind]}, ${shownDate(reaction.date)}`}</td>}
      {!columns.isPrinted && (
        <td title={eligibility && catalogue.eligibility[eligibility]}>{eligibility && texts.eligible[eligibility]}</td>
      )}
    </>
  );
}

/** Whether a dose counts, and why; of several groups each with its name. */
function Counts({ evaluations }: { evaluations: readonly Evaluation[] }) {
  const catalogue = useImmTrac2Texts();
  return evaluations.map(({ group, status, reasons }) => (
    <div className="judged" key={group}>
      {evaluations.length > 1 && `${group}: `}
      <Badge kind={counts[status]}>{catalogue.forecast.doseStatuses[status]}</Badge>
      {reasons.length > 0 && (
        <div className="note">{reasons.map((reason) => catalogue.forecast.doseReasons[reason]).join(' ')}</div>
      )}
    </div>
  ));
}

/** What was offered and not taken. */
export function Refusals({ client: { refusals } }: { client: Client }) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.doses.history;
  if (refusals.length === 0) return null;
  return (
    <div className="stack">
      <Table caption={texts.refusals}>
        <TableHead columns={[texts.group, texts.date, texts.reason, texts.reportedBy]} />
        <tbody>
          {refusals.map(({ id, group, date, reason, site }) => (
            <tr key={id}>
              <th scope="row">{group}</th>
              <td className="code">{shownDate(date)}</td>
              <td>{catalogue.refusal[reason]}</td>
              <td>{site}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="soft">{texts.stillDue}</p>
    </div>
  );
}
