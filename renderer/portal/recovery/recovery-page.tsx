import { type ReactNode, useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { type CodeSent, recoveryApi, type RecoveryChoices } from '../../../shared/identity/api/recovery.ts';
import type { Deployment } from '../../../shared/identity/api/identity.ts';
import { passwordProfiles } from '../../../shared/identity/password-policy.ts';
import type { ApiError } from '../../platform/api/api-error.ts';
import { call } from '../../platform/api/client.ts';
import { ResourceView } from '../../platform/api/resource-view.tsx';
import { useRead } from '../../platform/api/queries.ts';
import { Button, Notice, Panel } from '../../platform/design/components.tsx';
import { Whole } from '../../platform/design/whole.tsx';
import { PageFrame } from '../../platform/design/page-frame.tsx';
import { useProblemText } from '../../platform/texts/problem-text.ts';
import { usePortalTexts } from '../portal-texts.ts';
import { LanguageChoice } from '../language-choice.tsx';
import { AnswersStep } from './answers-step.tsx';
import { ChoiceStep } from './choice-step.tsx';
import { CodeStep } from './code-step.tsx';
import { NameStep, QuestionStep } from './name-step.tsx';
import { PasswordStep } from './password-step.tsx';
import './recovery.css';

type Step =
  | { readonly at: 'name' | 'choice' | 'answers' | 'password' | 'done' }
  | { readonly at: 'question'; readonly question: string }
  | { readonly at: 'code'; readonly sent: CodeSent; readonly again?: true }
  | { readonly at: 'ended'; readonly error: ApiError };

/** Which of the four that the person counts; none where there is nothing left to do. */
const numbers: Partial<Record<Step['at'], number>> = {
  name: 1,
  question: 1,
  choice: 2,
  code: 3,
  answers: 3,
  password: 4,
};

/** It is in the address while a code is waited for, so that loading the page again goes on there. */
const atCode = 'code';

type RecoveryPageProps = { deployment: Deployment };

/** Resetting a forgotten password, step by step [P2 to P6]. */
export function RecoveryPage({ deployment }: RecoveryPageProps) {
  // Only where this very page was loaded again: whoever chooses "Forgot Password" begins.
  const [resumes] = useState(() => new URLSearchParams(location.search).get('step') === atCode);
  if (resumes) return <ResumedRecovery deployment={deployment} />;
  return <Recovery deployment={deployment} first={{ at: 'name' }} />;
}

function ResumedRecovery({ deployment }: RecoveryPageProps) {
  const left = useRead(recoveryApi.standing);
  return (
    <ResourceView of={left}>
      {({ codeSecondsLeft }) => (
        <Recovery
          deployment={deployment}
          first={
            codeSecondsLeft === null
              ? { at: 'name' }
              : { at: 'code', sent: { secondsLeft: codeSecondsLeft }, again: true }
          }
        />
      )}
    </ResourceView>
  );
}

/** Nothing of it survives leaving the page, but that a code was sent. */
function Recovery({ deployment, first }: RecoveryPageProps & { first: Step }) {
  const { frame, recovery: texts } = usePortalTexts();
  const [step, setStep] = useState<Step>(first);
  const [, navigate] = useLocation();
  useEffect(() => {
    navigate(step.at === 'code' ? `${location.pathname}?step=${atCode}` : location.pathname, { replace: true });
  }, [step.at, navigate]);
  const [username, setUsername] = useState('');
  const [choices, setChoices] = useState<Partial<RecoveryChoices>>({});
  const onEnded = (error: ApiError) => setStep({ at: 'ended', error });
  const toChoice = () => setStep({ at: 'choice' });
  const toPassword = () => setStep({ at: 'password' });
  const again = () => setStep({ at: 'name' });

  const content = (): ReactNode => {
    switch (step.at) {
      case 'name':
        return (
          <NameStep
            support={deployment.support}
            asksQuestions={passwordProfiles[deployment.passwordProfile].securityQuestions}
            username={username}
            onEnded={onEnded}
            onDone={(name, { question }) => {
              setUsername(name);
              if (question === null) toChoice();
              else setStep({ at: 'question', question });
            }}
          />
        );
      case 'question':
        return (
          <QuestionStep
            username={username}
            onEnded={onEnded}
            question={step.question}
            onOtherName={again}
            onDone={(answer) => {
              setChoices(answer);
              toChoice();
            }}
          />
        );
      case 'choice':
        return (
          <ChoiceStep
            choices={choices}
            onEnded={onEnded}
            onCode={(sent) => setStep({ at: 'code', sent })}
            onQuestions={() => setStep({ at: 'answers' })}
          />
        );
      case 'code':
        return (
          <CodeStep
            onEnded={onEnded}
            sent={step.sent}
            onDone={toPassword}
            onAgain={step.again && again}
            onOtherWay={choices.questions ? toChoice : undefined}
          />
        );
      case 'answers':
        return (
          <AnswersStep
            onEnded={onEnded}
            questions={choices.questions ?? []}
            onDone={toPassword}
            onOtherWay={toChoice}
          />
        );
      case 'password':
        return (
          <PasswordStep
            username={username}
            onEnded={onEnded}
            profile={deployment.passwordProfile}
            onDone={() => setStep({ at: 'done' })}
          />
        );
      case 'done':
        return <Done />;
      case 'ended':
        return <Ended error={step.error} again={again} />;
    }
  };

  const number = numbers[step.at];
  const { title } = texts[step.at];
  return (
    <PageFrame
      roadmap={[frame.portal, texts.title, title]}
      training={deployment.kind === 'training'}
      width="narrow"
      actions={
        <>
          <LanguageChoice />
          {step.at !== 'done' && <Cancel />}
        </>
      }
    >
      <div>
        {number && <p className="soft">{texts.step(number, 4)}</p>}
        <h1>{title}</h1>
      </div>
      <Panel>{content()}</Panel>
    </PageFrame>
  );
}

/** Whoever leaves is done with it: the next person at this workstation must not find it half done. */
function Cancel() {
  const texts = usePortalTexts().recovery;
  // Without the server it ends by itself within the hour.
  const end = () => void call(recoveryApi.end).catch(() => {});
  return (
    <Link href="/sign-in" onClick={end}>
      {texts.cancel}
    </Link>
  );
}

function Done() {
  const texts = usePortalTexts().recovery;
  return (
    <>
      <Notice kind="positive">{texts.done.text}</Notice>
      <div>
        <Link href="/sign-in" className="button" data-kind="primary">
          {texts.done.signIn}
        </Link>
      </div>
    </>
  );
}

function Ended({ error, again }: { error: ApiError; again: () => void }) {
  const texts = usePortalTexts().recovery;
  const problemText = useProblemText();
  const tomorrow = error.type === 'recovery-once-a-day';
  return (
    <>
      <Notice kind="warning" title={tomorrow ? texts.ended.onceADay : texts.ended.text}>
        <Whole>{problemText(error)}</Whole>
      </Notice>
      <div>
        {tomorrow ? (
          <Link href="/sign-in" className="button" data-kind="primary">
            {texts.done.signIn}
          </Link>
        ) : (
          <Button kind="primary" onClick={again}>
            {texts.ended.again}
          </Button>
        )}
      </div>
    </>
  );
}
