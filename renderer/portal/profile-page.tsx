import { Link } from 'wouter';
import { questionsApi, type SecurityQuestions } from '../../shared/identity/api/questions.ts';
import type { Session } from '../../shared/identity/api/identity.ts';
import { learningApi } from '../../shared/identity/api/learning.ts';
import { dateInWords } from '../../shared/contract/time.ts';
import type { Texts } from '../../shared/identity/texts/texts.ts';
import type { ApiError } from '../platform/api/api-error.ts';
import { type Read, useRead } from '../platform/api/queries.ts';
import { Details, Panel } from '../platform/design/components.tsx';
import { useProblemText } from '../platform/texts/problem-text.ts';
import { useLanguage } from '../platform/texts/wording.tsx';
import { usePortalTexts } from './portal-texts.ts';
import { accountDetails } from './account-details.ts';
import { DensityChoice } from './density-choice.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { PortalFrame } from './portal-frame.tsx';
import './profile-page.css';

/** Who one is here, and what one can change about it; "Change Security Questions" is upper right [Q1]. */
export function ProfilePage({ session, training }: { session: Session; training: boolean }) {
  const { portal } = usePortalTexts();
  const { profile: texts } = portal;
  const problemText = useProblemText();
  const questions = useRead(questionsApi.read);
  // Without this deployment's having them, nothing on the page speaks of them.
  const hasQuestions = questions.error?.type !== 'not-found';
  return (
    <PortalFrame session={session} training={training} steps={[texts.title]}>
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
              ...accountDetails(session.account, portal),
              [texts.language, <LanguageChoice key="language" />],
              [texts.density, <DensityChoice key="density" />],
              [texts.knowledgeCheck, <KnowledgeCheck key="check" />],
              ...(hasQuestions ? [[texts.questions, stateOf(questions, texts, problemText)] as const] : []),
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
    </PortalFrame>
  );
}

/** Whether it is passed, and the way to it [H3]. */
function KnowledgeCheck() {
  const texts = usePortalTexts().portal.profile;
  const language = useLanguage();
  const result = useRead(learningApi.result);
  const passedOn = result.data !== undefined ? result.data?.passedOn : undefined;
  return (
    <Link href="/learning">
      {passedOn === undefined ? texts.checkNotPassed : texts.checkPassed(dateInWords(passedOn, language))}
    </Link>
  );
}

function stateOf(
  questions: Read<SecurityQuestions>,
  texts: Texts['portal']['profile'],
  problemText: (error: ApiError) => string,
): string {
  if (questions.error) return problemText(questions.error);
  if (!questions.data) return '…';
  return questions.data.chosen.length > 0 ? texts.questionsSet : texts.questionsNotSet;
}
