import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { questionsApi } from '../../shared/identity/api/questions.ts';
import type { Session } from '../../shared/identity/api/identity.ts';
import { portalTexts } from '../../shared/identity/texts/portal.ts';
import { questionTexts as texts } from '../../shared/identity/texts/questions.ts';
import { ResourceView } from '../platform/api/resource-view.tsx';
import { useResource } from '../platform/api/use-resource.ts';
import { Button, Notice, Panel } from '../platform/design/components.tsx';
import { PageFrame } from '../platform/design/page-frame.tsx';
import { HomeActions } from './home-page.tsx';
import { QuestionsForm } from './questions/questions-form.tsx';
import './questions/questions.css';

const { portal, profile } = portalTexts;

/** "Change Security Questions" [Q1], up to the confirmation that leads back to the profile. */
export function QuestionsPage({ session, training }: { session: Session; training: boolean }) {
  const questions = useResource(questionsApi.read);
  const [updated, setUpdated] = useState(false);
  const absent = questions.state === 'failed' && questions.error.type === 'not-found';
  return (
    <PageFrame
      roadmap={[portal, profile.title, texts.title]}
      training={training}
      width="narrow"
      actions={<HomeActions session={session} />}
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
    </PageFrame>
  );
}

function Updated() {
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
  return (
    <>
      <Notice title={texts.absent}>{texts.absentText}</Notice>
      <div>
        <Link href="/profile" className="button">
          {profile.title}
        </Link>
      </div>
    </>
  );
}
