import { type ReactNode, useState } from 'react';
import { type EntryDue, type EntryStep, immtrac2Api } from '../../../shared/applications/immtrac2/api.ts';
import { immtrac2Texts as texts } from '../../../shared/applications/immtrac2/texts.ts';
import { type ApiError, call } from '../../platform/api/client.ts';
import { useResource } from '../../platform/api/use-resource.ts';
import { useApplication } from '../../platform/application/application-frame.tsx';
import { ApplicationProblem, ApplicationResource } from '../../platform/application/application-problem.tsx';
import { Button, Panel } from '../../platform/design/components.tsx';
import { ImmTrac2Frame } from './frame.tsx';

/** What stands before the registry in each session [O5]; the address stays, so a deep link arrives where it was going. */
export function Entry({ children }: { children: ReactNode }) {
  const loaded = useResource(immtrac2Api.entry);
  if (loaded.state === 'ready') return <Steps from={loaded.value.due}>{children}</Steps>;
  return (
    <ImmTrac2Frame>
      <ApplicationResource of={loaded}>{() => null}</ApplicationResource>
    </ImmTrac2Frame>
  );
}

function Steps({ from, children }: { from: EntryDue; children: ReactNode }) {
  const [due, setDue] = useState(from);
  const [error, setError] = useState<ApiError>();
  const complete = (step: EntryStep) => {
    setError(undefined);
    call(immtrac2Api.completeStep, { request: { step } }).then((entry) => setDue(entry.due), setError);
  };
  const problem = error && <ApplicationProblem error={error} />;

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
    case 'pandemic-message':
      return (
        <Step
          title={texts.pandemic.title}
          action={texts.pandemic.acknowledge}
          onDone={() => complete('pandemic-message')}
        >
          {texts.pandemic.paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          {problem}
        </Step>
      );
    case 'none':
      return children;
  }
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
  const { sites } = useApplication().context.caller;
  if (sites.length === 0) return <p>{texts.landing.noSites}</p>;
  return (
    <div className="stack">
      <h2>{texts.landing.sites}</h2>
      <ul className="plain-list">
        {sites.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
    </div>
  );
}
