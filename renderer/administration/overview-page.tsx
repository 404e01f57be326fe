import type { Session } from '../../shared/identity/api/identity.ts';
import { type Attention, type Overview, overviewApi } from '../../shared/identity/api/overview.ts';
import { locales } from '../../shared/contract/languages.ts';
import { shownDate } from '../../shared/contract/time.ts';
import { ResourceView } from '../platform/api/resource-view.tsx';
import { useRead } from '../platform/api/queries.ts';
import { BarChart } from '../platform/design/chart.tsx';
import { Notice, Panel } from '../platform/design/components.tsx';
import { useShownTime } from '../platform/texts/clinic-time.ts';
import { useLanguage } from '../platform/texts/wording.tsx';
import { AdministrationFrame } from './administration-frame.tsx';
import { type AdministrationTexts, useAdministrationTexts } from './administration-texts.ts';

const refreshEvery = 60_000;

/** What needs an administrator, and what happened on the last days. */
export function OverviewPage({ session, training }: { session: Session; training: boolean }) {
  const overview = useRead(overviewApi.read, { refreshEvery });
  return (
    <AdministrationFrame session={session} training={training} page="overview">
      <ResourceView of={overview}>{(value) => <Panels {...value} />}</ResourceView>
    </AdministrationFrame>
  );
}

function Panels({ days, sessions, attention }: Overview) {
  const { overview: texts } = useAdministrationTexts();
  const shownTime = useShownTime();
  const locale = locales[useLanguage()];
  const said = sentencesOf(attention, texts, { shownTime, locale });
  return (
    <>
      <Panel title={texts.attention}>
        {said.length === 0 ? (
          <p>{texts.nothing}</p>
        ) : (
          said.map((sentence) => <Notice key={sentence} kind="warning" title={sentence} />)
        )}
      </Panel>
      <Panel title={texts.sessions}>
        <p>{texts.sessionsText(sessions)}</p>
      </Panel>
      <Panel>
        <BarChart
          title={texts.days}
          category={texts.day}
          parts={[texts.signIns]}
          bars={days.map(({ day, signIns }) => ({ label: shownDate(day), values: [signIns] }))}
        />
        <p className="soft">{texts.source}</p>
      </Panel>
      <Panel>
        <BarChart
          title={texts.troubles}
          category={texts.day}
          parts={[texts.failures, texts.lockOuts, texts.resets]}
          bars={days.map(({ day, failures, lockOuts, resets }) => ({
            label: shownDate(day),
            values: [failures, lockOuts, resets],
          }))}
        />
      </Panel>
    </>
  );
}

function sentencesOf(
  { capacity, certificate, mail, trail, backup }: Attention,
  texts: AdministrationTexts['overview'],
  { shownTime, locale }: { shownTime: (time: number) => string; locale: string },
): string[] {
  const sentences: (string | undefined)[] = [
    certificate &&
      (certificate.endsAt > Date.now() ? texts.certificateEnds : texts.certificateEnded)(shownTime(certificate.endsAt)),
    mail && (mail.leaves ? texts.mailWaits : texts.mailStays)(mail.waiting, shownTime(mail.since)),
    trail && texts.trailWaits(trail.waiting, shownTime(trail.since)),
    backup && texts.backup(shownTime(backup.lastAt)),
    capacity && texts.capacity(capacity.accounts.toLocaleString(locale), capacity.comfortable.toLocaleString(locale)),
  ];
  return sentences.filter((sentence) => sentence !== undefined);
}
