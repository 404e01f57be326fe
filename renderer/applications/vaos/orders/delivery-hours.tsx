import type { DeliveryHours } from '../../../../shared/applications/delivery-hours.ts';
import { ordersApi } from '../../../../shared/applications/vaos/orders/api.ts';
import { deliveryLines } from '../../../../shared/applications/vaos/orders/shown-hours.ts';
import { useRead } from '../../../platform/api/queries.ts';
import { Panel } from '../../../platform/design/components.tsx';
import { useLanguage } from '../../../platform/texts/wording.tsx';
import { useVaosTexts } from '../vaos-texts.ts';

/** When the depot may come, as the site's enrollment says. An order can be saved without it. */
export function SiteHours({ siteId }: { siteId: string }) {
  const { order: texts } = useVaosTexts();
  const asked = useRead(ordersApi.deliveryHours, { params: { site: siteId } });
  if (asked.isPending) return null;
  return (
    <Panel title={texts.hours}>
      {asked.data ? <Known hours={asked.data.deliveryHours ?? []} /> : <p>{texts.hoursNotAsked}</p>}
    </Panel>
  );
}

function Known({ hours }: { hours: DeliveryHours }) {
  const { order: texts } = useVaosTexts();
  if (hours.length === 0) return <p>{texts.noHours}</p>;
  return (
    <>
      <DeliveryList hours={hours} />
      <p className="soft">{texts.hoursText}</p>
    </>
  );
}

export function DeliveryList({ hours }: { hours: DeliveryHours }) {
  const { delivery } = useVaosTexts();
  const language = useLanguage();
  return (
    <ul className="delivery-hours">
      {deliveryLines(hours, delivery, language).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
