import { Link } from 'wouter';
import { shownDate } from '../../../shared/contract/time.ts';
import type { Lot, LotCondition } from '../../../shared/applications/vaos/api.ts';
import { Badge, type BadgeKind } from '../../platform/design/badge.tsx';
import { Panel, Table } from '../../platform/design/components.tsx';
import { useVaosTexts } from './vaos-texts.ts';

const badges: Record<LotCondition, BadgeKind> = { usable: 'positive', expiring: 'warning', expired: 'danger' };

/** What has to be done something about comes first. */
const urgency: Record<LotCondition, number> = { expired: 0, expiring: 1, usable: 2 };

export function StockTable({ siteId, lots }: { siteId: string; lots: readonly Lot[] }) {
  const { stock: texts, condition: conditions } = useVaosTexts();
  if (lots.length === 0) return <Panel title={texts.caption}>{texts.none}</Panel>;
  return (
    <Table caption={texts.caption}>
      <thead>
        <tr>
          <th scope="col">{texts.vaccine}</th>
          <th scope="col">{texts.ndc}</th>
          <th scope="col">{texts.lot}</th>
          <th scope="col">{texts.expires}</th>
          <th scope="col" data-numeric>
            {texts.doses}
          </th>
          <th scope="col">{texts.condition}</th>
          <th scope="col" className="no-print">
            {texts.action}
          </th>
        </tr>
      </thead>
      <tbody>
        {lots
          .toSorted((one, other) => urgency[one.condition] - urgency[other.condition])
          .map(({ id, product, vaccine, manufacturer, ndc, lot, expires, doses, condition }) => (
            <tr key={id}>
              <th scope="row">
                {product}
                <div className="note">{`${vaccine} · ${manufacturer}`}</div>
              </th>
              <td className="code">{ndc}</td>
              <td className="code">{lot}</td>
              <td className="code">{shownDate(expires)}</td>
              <td data-numeric>{doses}</td>
              <td>
                <Badge kind={badges[condition]}>{conditions[condition]}</Badge>
              </td>
              <td className="no-print">
                <div className="row">
                  {condition !== 'expired' && (
                    <Link href={`/sites/${siteId}/lots/${encodeURIComponent(id)}/transfer`}>
                      {texts.transfer}
                      <span className="visually-hidden">{` ${product} ${lot}`}</span>
                    </Link>
                  )}
                  <Link href={`/sites/${siteId}/lots/${encodeURIComponent(id)}/waste`}>
                    {texts.waste}
                    <span className="visually-hidden">{` ${product} ${lot}`}</span>
                  </Link>
                </div>
              </td>
            </tr>
          ))}
      </tbody>
    </Table>
  );
}
