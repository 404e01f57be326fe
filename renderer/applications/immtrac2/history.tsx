import { shownDate } from '../../../shared/contract/time.ts';
import type { Immunization, Ownership, VaccineGroup } from '../../../shared/applications/immtrac2/api.ts';
import { immtrac2Texts } from '../../../shared/applications/immtrac2/texts.ts';
import { Badge, type BadgeKind } from '../../platform/design/badge.tsx';
import { Panel, Table } from '../../platform/design/components.tsx';

const texts = immtrac2Texts.history;
const badges: Record<Ownership, BadgeKind> = { owned: 'positive', 'not-owned': 'information', historical: 'plain' };

/** The immunization history: groups in alphabetical order, each by date. */
export function History({ groups }: { groups: readonly VaccineGroup[] }) {
  if (groups.length === 0) return <Panel title={texts.caption}>{texts.none}</Panel>;
  return (
    <Table caption={texts.caption}>
      <thead>
        <tr>
          {[
            texts.group,
            texts.date,
            texts.vaccine,
            texts.manufacturer,
            texts.lot,
            texts.dose,
            texts.place,
            texts.record,
            texts.eligibility,
          ].map((column) => (
            <th scope="col" key={column}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(({ name, immunizations }) => (
        <tbody key={name}>
          {immunizations.map((immunization, index) => (
            <tr key={immunization.id}>
              {index === 0 && (
                <th scope="rowgroup" rowSpan={immunizations.length}>
                  {name}
                </th>
              )}
              <Cells immunization={immunization} />
            </tr>
          ))}
        </tbody>
      ))}
    </Table>
  );
}

function Cells({ immunization }: { immunization: Immunization }) {
  const { date, vaccine, tradeName, manufacturer, lot, doseMillilitres, route, bodySite, ownership, eligibility } =
    immunization;
  const place = [route && immtrac2Texts.route[route], bodySite && immtrac2Texts.bodySite[bodySite]].filter(Boolean);
  return (
    <>
      <td className="code">{shownDate(date)}</td>
      <td>
        {vaccine}
        {tradeName && ` [${tradeName}]`}
      </td>
      <td>{manufacturer}</td>
      <td className="code">{lot}</td>
      <td className="code">{doseMillilitres !== undefined && `${doseMillilitres} mL`}</td>
      <td>{place.join(', ')}</td>
      <td>
        <Badge kind={badges[ownership]}>{immtrac2Texts.ownership[ownership]}</Badge>
      </td>
      <td>{eligibility && immtrac2Texts.eligibility[eligibility]}</td>
    </>
  );
}
