import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { questionsApi } from '../../shared/identity/api/questions.ts';
import type { Session } from '../../shared/identity/api/identity.ts';
import { ResourceView } from '../platform/api/resource-view.tsx';
import { useRead } from '../platform/api/queries.ts';
import { Button, Notice, Panel } from '../platform/design/components.tsx';
import { usePortalTexts } from './portal-texts.ts';
import { PortalFrame } from './portal-frame.tsx';
import { QuestionsForm } from './questions/questions-form.tsx';
import './questions/questions.css';

/** "Change Security Questions" [Q1], up to the confirmation that leads back to the profile. */
export function QuestionsPage({ session, training }: { session: Session; training: boolean }) {
  const { portal, questions: texts } = usePortalTexts();
  const questions = useRead(questionsApi.read);
  const [updated, setUpdated] = useState(false);
  const absent = questions.error?.type === 'not-found';
  return (
    <PortalFrame
      session={session}
      training={training}
      width="narrow"
      steps={[{ name: portal.profile.title, address: '/profile' }, texts.title]}
    >
      <h1>{texts.title}</h1>
      {updated ? (
        <Updated />
      ) : absent ? (
        <Absent />
      ) : (
        <ResourceView of={questions}>
          {(value) => (
            <Panel>
              <p>{texts.explanation}</p>
              {value.chosen.length > 0 && <Notice>{texts.alreadySet}</Notice>}
              <QuestionsForm questions={value} username={session.account.username} onUpdated={() => setUpdated(true)} />
            </Panel>
          )}
        </ResourceView>
      )}
    </PortalFrame>
  );
}

function Updated() {
  const { questions: texts } = usePortalTexts();
  const [, navigate] = useLocation();
  return (
    <>
      <Notice kind="positive" title={texts.updated} urgent>
        {texts.updatedText}
      </Notice>
      <div>
        <Button kind="primary" onClick={() => navigate('/profile')}>
          {texts.close}
        </Button>
      </div>
    </>
  );
}

function Absent() {
  const { portal, questions: texts } = usePortalTexts();
  return (
    <>
      <Notice title={texts.absent}>{texts.absentText}</Notice>
      <div>
        <Link href="/profile" className="button">
          {portal.profile.title}
        </Link>
      </div>
    </>
  );
}
