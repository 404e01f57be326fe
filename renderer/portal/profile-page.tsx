import { Link } from 'wouter';
import { questionsApi, type SecurityQuestions } from '../../shared/identity/api/questions.ts';
import type { Session } from '../../shared/identity/api/identity.ts';
import { portalTexts } from '../../shared/identity/texts/portal.ts';
import { type Resource, useResource } from '../platform/api/use-resource.ts';
import { Details, Panel } from '../platform/design/components.tsx';
import { PageFrame } from '../platform/design/page-frame.tsx';
import { accountDetails } from './account-details.ts';
import { HomeActions } from './home-page.tsx';
import { LanguageChoice } from './language-choice.tsx';
import './profile-page.css';

const { portal, profile: texts } = portalTexts;

/** Who one is here, and what one can change about it; "Change Security Questions" is upper right [Q1]. */
export function ProfilePage({ session, training }: { session: Session; training: boolean }) {
  const questions = useResource(questionsApi.read);
  // Without this deployment's having them, nothing on the page speaks of them.
  const hasQuestions = !(questions.state === 'failed' && questions.error.type === 'not-found');
  return (
    <PageFrame roadmap={[portal, texts.title]} training={training} actions={<HomeActions session={session} />}>
      <div className="row spread">
        <h1>{texts.title}</h1>
        {hasQuestions && (
          <Link href="/profile/questions" className="button">
            {texts.changeQuestions}
          </Link>
        )}
      </div>
      <div className="profile">
        <Panel>
          <Details
            items={[
              ...accountDetails(session.account),
              [texts.language, <LanguageChoice key="language" />],
              ...(hasQuestions ? [[texts.questions, stateOf(questions)] as const] : []),
            ]}
          />
        </Panel>
      </div>
      <div className="row spread">
        <div className="row">
          <Link href="/profile/password" className="button">
            {texts.changePassword}
          </Link>
          <Link href="/profile/compromised" className="button">
            {texts.compromised}
          </Link>
        </div>
        <Link href="/">{texts.back}</Link>
      </div>
    </PageFrame>
  );
}

function stateOf(questions: Resource<SecurityQuestions>): string {
  switch (questions.state) {
    case 'loading':
      return '…';
    case 'failed':
      return questions.error.message;
    case 'ready':
      return questions.value.chosen.length > 0 ? texts.questionsSet : texts.questionsNotSet;
  }
}
