import { type ReactNode, useState } from 'react';
import {
  type Announcement,
  type Entry as EntryState,
  type EntryStep,
  immtrac2Api,
} from '../../../../shared/applications/immtrac2/api.ts';
import { type Language, sourceLanguage } from '../../../../shared/contract/languages.ts';
import { call } from '../../../platform/api/client.ts';
import { useChange, useRead } from '../../../platform/api/queries.ts';
import { useApplication } from '../../../platform/application/application-frame.tsx';
import { ApplicationProblem, ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Button, Panel } from '../../../platform/design/components.tsx';
import { SelectField } from '../../../platform/design/select-field.tsx';
import { useLanguage } from '../../../platform/texts/wording.tsx';
import { CurrentSiteContext, useCurrentSite } from '../sites/current-site.ts';
import { ImmTrac2Frame } from '../frame.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

/** What stands before the registry in each session [O5]; the address stays, so a deep link arrives where it was going. */
export function Entry({ children }: { children: ReactNode }) {
  const loaded = useRead(immtrac2Api.entry);
  if (loaded.data) return <Steps from={loaded.data}>{children}</Steps>;
  return (
    <ImmTrac2Frame>
      <ApplicationResource of={loaded}>{() => null}</ApplicationResource>
    </ImmTrac2Frame>
  );
}

function Steps({ from, children }: { from: EntryState; children: ReactNode }) {
  const [entry, setEntry] = useState(from);
  const going = useChange(async (answer: () => Promise<EntryState>) => setEntry(await answer()));
  const switchTo = (siteId: string) => going.mutate(() => call(immtrac2Api.switchSite, { request: { siteId } }));
  const complete = (step: EntryStep) => going.mutate(() => call(immtrac2Api.completeStep, { request: { step } }));
  const problem = going.error && <ApplicationProblem error={going.error} />;
  return (
    <CurrentSiteContext value={{ site: entry.site, standing: entry.standing, switchTo }}>
      <Due entry={entry} complete={complete} problem={problem}>
        {children}
      </Due>
    </CurrentSiteContext>
  );
}

type DueProps = { entry: EntryState; complete: (step: EntryStep) => void; problem: ReactNode; children: ReactNode };

function Due({ entry: { due, announcements }, complete, problem, children }: DueProps) {
  const language = useLanguage();
  const texts = useImmTrac2Texts();
  switch (due) {
    case 'statement':
      return (
        <Step title={texts.statement.title} action={texts.statement.agree} onDone={() => complete('statement')}>
          {texts.statement.paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          {problem}
        </Step>
      );
    case 'landing':
      return (
        <Step
          title={texts.landing.title}
          heading={texts.landing.heading}
          action={texts.landing.enter}
          onDone={() => complete('landing')}
        >
          <Sites />
          <p>{texts.landing.text}</p>
          {problem}
        </Step>
      );
    case 'pandemic-message': {
      const [first, ...others] = announcements.map((each) => inLanguage(each, language));
      return (
        <Step
          title={first?.title ?? ''}
          action={texts.announcements.acknowledge}
          onDone={() => complete('pandemic-message')}
        >
          {first?.paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          {others.map(({ title, paragraphs }) => (
            <div className="stack" key={title}>
              <h2>{title}</h2>
              {paragraphs.map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
            </div>
          ))}
          {problem}
        </Step>
      );
    }
    case 'none':
      return (
        <>
          {problem}
          {children}
        </>
      );
  }
}

function inLanguage({ translations, ...source }: Announcement, language: Language) {
  return (language === sourceLanguage ? undefined : translations?.[language]) ?? source;
}

type StepProps = { title: string; heading?: string; action: string; onDone: () => void; children: ReactNode };

function Step({ title, heading = title, action, onDone, children }: StepProps) {
  return (
    <ImmTrac2Frame step={title} width="narrow">
      <h1>{heading}</h1>
      <Panel>
        {children}
        <div className="row">
          <Button kind="primary" onClick={onDone}>
            {action}
          </Button>
        </div>
      </Panel>
    </ImmTrac2Frame>
  );
}

function Sites() {
  const texts = useImmTrac2Texts();
  const { sites } = useApplication().context.caller;
  const { site: current, switchTo } = useCurrentSite();
  if (sites.length === 0) return <p>{texts.landing.noSites}</p>;
  return (
    <div className="stack">
      <h2>{texts.landing.sites}</h2>
      <ul className="plain-list">
        {sites.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
      {sites.length > 1 && current && (
        <SelectField
          label={texts.landing.site}
          hint={texts.landing.siteHint}
          value={current.id}
          choices={sites}
          onChoose={switchTo}
        />
      )}
    </div>
  );
}
