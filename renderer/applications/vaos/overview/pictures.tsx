import type { Lot } from '../../../../shared/applications/vaos/overview/api.ts';
import { trendsApi } from '../../../../shared/applications/vaos/overview/trends-api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { type CalendarDate, monthInWords } from '../../../../shared/contract/time.ts';
import { useRead } from '../../../platform/api/queries.ts';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { BarChart } from '../../../platform/design/chart.tsx';
import { Notice, Panel } from '../../../platform/design/components.tsx';
import { useShownTime } from '../../../platform/texts/clinic-time.ts';
import { useLanguage } from '../../../platform/texts/wording.tsx';
import { expiringBars, onHandBars } from './stock-bars.ts';
import { useVaosTexts } from '../vaos-texts.ts';

/** What is on hand, what expires, what was wasted and what was given, each with its numbers behind the picture [V1]. */
export function Pictures({ siteId, stock, day }: { siteId: string; stock: readonly Lot[]; day: CalendarDate }) {
  return (
    <div className="pictures">
      <Panel>
        <OnHand stock={stock} />
      </Panel>
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

function OnHand({ stock }: { stock: readonly Lot[] }) {
  const { pictures: texts, stock: stockTexts } = useVaosTexts();
  const bars = onHandBars(stock);
  if (bars.length === 0) return <p>{stockTexts.none}</p>;
  return <BarChart title={texts.onHand} category={texts.vaccine} parts={[texts.usable, texts.expired]} bars={bars} />;
}

function Expiring({ stock, day }: { stock: readonly Lot[]; day: CalendarDate }) {
  const { pictures: texts } = useVaosTexts();
  const bars = expiringBars(stock, day);
  if (bars.length === 0) return <p>{texts.noneExpiring}</p>;
  const parts = [texts.within(30), texts.between(31, 60), texts.between(61, 90)];
  return <BarChart title={texts.expiring} category={texts.vaccine} parts={parts} bars={bars} />;
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
