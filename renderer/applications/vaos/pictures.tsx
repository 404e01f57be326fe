import type { Lot } from '../../../shared/applications/vaos/api.ts';
import { trendsApi } from '../../../shared/applications/vaos/trends-api.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { type CalendarDate, monthInWords, plusDays } from '../../../shared/contract/time.ts';
import { useRead } from '../../platform/api/queries.ts';
import { ApplicationResource } from '../../platform/application/application-problem.tsx';
import { type Bar, BarChart } from '../../platform/design/chart.tsx';
import { Notice, Panel } from '../../platform/design/components.tsx';
import { useShownTime } from '../../platform/texts/clinic-time.ts';
import { useLanguage } from '../../platform/texts/wording.tsx';
import { useVaosTexts } from './vaos-texts.ts';

/** What expires, what was wasted and what was given, each with its numbers behind the picture [V1]. */
export function Pictures({ siteId, stock, day }: { siteId: string; stock: readonly Lot[]; day: CalendarDate }) {
  return (
    <div className="pictures">
      <Panel>
        <Expiring stock={stock} day={day} />
      </Panel>
      <Panel>
        <Wasted siteId={siteId} />
      </Panel>
      <Panel>
        <Given siteId={siteId} />
      </Panel>
    </div>
  );
}

function Expiring({ stock, day }: { stock: readonly Lot[]; day: CalendarDate }) {
  const { pictures: texts } = useVaosTexts();
  const bars = expiringBars(stock, day);
  if (bars.length === 0) return <p>{texts.noneExpiring}</p>;
  const parts = [texts.within(30), texts.between(31, 60), texts.between(61, 90)];
  return <BarChart title={texts.expiring} category={texts.vaccine} parts={parts} bars={bars} />;
}

/** Doses that expire within 30, 60 and 90 days, by product; what has expired already is none of them. */
export function expiringBars(stock: readonly Lot[], day: CalendarDate): Bar[] {
  const ends = [30, 60, 90].map((days) => plusDays(day, days));
  const byProduct = new Map<string, number[]>();
  for (const { product, expires, doses } of stock) {
    const part = ends.findIndex((end) => expires <= end);
    if (expires < day || part < 0) continue;
    const values = byProduct.get(product) ?? [0, 0, 0];
    byProduct.set(product, values.with(part, values[part]! + doses));
  }
  return [...byProduct].map(([label, values]) => ({ label, values }));
}

function Wasted({ siteId }: { siteId: string }) {
  const { pictures: texts } = useVaosTexts();
  const language = useLanguage();
  const wasted = useRead(trendsApi.wasted, { params: { site: siteId } });
  return (
    <ApplicationResource of={wasted}>
      {({ months }) =>
        months.every(({ doses }) => doses === 0) ? (
          <p>{texts.noneWasted}</p>
        ) : (
          <BarChart
            title={texts.wasted}
            category={texts.month}
            parts={[texts.doses]}
            bars={months.map(({ month, doses }) => ({ label: monthInWords(month, language), values: [doses] }))}
          />
        )
      }
    </ApplicationResource>
  );
}

function Given({ siteId }: { siteId: string }) {
  const { pictures: texts } = useVaosTexts();
  const shownTime = useShownTime();
  const given = useRead(trendsApi.given, { params: { site: siteId } });
  if (given.error?.type === 'application-unreachable') {
    return <Notice title={texts.notGiven} />;
  }
  return (
    <ApplicationResource of={given}>
      {({ asOf, vaccines }) => (
        <div className="stack">
          {vaccines.length === 0 ? (
            <p>{texts.noneGiven}</p>
          ) : (
            <BarChart
              title={texts.given(limits.stock.givenDays)}
              category={texts.vaccine}
              parts={[texts.doses]}
              bars={vaccines.map(({ vaccine, doses }) => ({ label: vaccine, values: [doses] }))}
            />
          )}
          <p className="soft">{texts.givenAsOf(shownTime(Date.parse(asOf)))}</p>
        </div>
      )}
    </ApplicationResource>
  );
}
