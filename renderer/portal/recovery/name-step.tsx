import { useState } from 'react';
import { type AskedQuestion, recoveryApi, type RecoveryChoices } from '../../../shared/identity/api/recovery.ts';
import type { Deployment } from '../../../shared/identity/api/identity.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { ApiError } from '../../platform/api/api-error.ts';
import { call, requireCookies } from '../../platform/api/client.ts';
import { useChange } from '../../platform/api/queries.ts';
import { Button, TextField } from '../../platform/design/components.tsx';
import { Whole } from '../../platform/design/whole.tsx';
import { useProblemText } from '../../platform/texts/problem-text.ts';
import { usePortalTexts } from '../portal-texts.ts';
import { StepForm, unlessEnded } from './step-form.tsx';

type NameStepProps = {
  support: Deployment['support'];
  asksQuestions: boolean;
  username: string;
  onDone: (username: string, asked: AskedQuestion) => void;
  onEnded: (error: ApiError) => void;
};

/** First half of step 1: whose password it is [P2]. */
export function NameStep({ support, asksQuestions, username: before, onDone, onEnded }: NameStepProps) {
  const texts = usePortalTexts().recovery.name;
  const [username, setUsername] = useState(before);
  const begin = async () => {
    const asked = await call(recoveryApi.begin, { request: { username } });
    await requireCookies(call(recoveryApi.standing), ({ open }) => open);
    onDone(username, asked);
  };
  const send = useChange(() => begin().catch(unlessEnded(onEnded)));
  const missing = username.trim() === '';
  return (
    <StepForm sends={send} complete={!missing} problem={send.error}>
      <TextField
        label={texts.username}
        field="username"
        hint={texts.hint}
        error={missing ? texts.missing : undefined}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={limits.signIn.usernameCharacters}
        value={username}
        onChange={(event) => setUsername(event.target.value)}
      />
      {asksQuestions && (
        <p className="soft">
          <Whole>{texts.noQuestions(support)}</Whole>
        </p>
      )}
    </StepForm>
  );
}

type QuestionStepProps = {
  username: string;
  question: string;
  onDone: (choices: RecoveryChoices) => void;
  onOtherName: () => void;
  onEnded: (error: ApiError) => void;
};

/** Second half of step 1: the question that is asked of this name [P2]. */
export function QuestionStep({ username, question, onDone, onOtherName, onEnded }: QuestionStepProps) {
  const { recovery, securityQuestions } = usePortalTexts();
  const texts = recovery.question;
  const wordings: Readonly<Record<string, string>> = securityQuestions;
  const problemText = useProblemText();
  const [answer, setAnswer] = useState('');
  const send = useChange(() => call(recoveryApi.answer, { request: { answer } }).then(onDone, unlessEnded(onEnded)));
  const refusal = send.error;
  const missing = answer.trim() === '';
  const wrong = refusal?.type === 'recovery-answer-wrong' ? refusal : undefined;
  return (
    <StepForm
      sends={send}
      complete={!missing}
      problem={wrong ? undefined : refusal}
      others={<Button onClick={onOtherName}>{texts.otherName}</Button>}
    >
      <p className="soft">{texts.forName(username)}</p>
      <TextField
        label={wordings[question] ?? question}
        field="answer"
        hint={texts.hint}
        error={missing ? texts.missing : wrong && problemText(wrong)}
        name="answer"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={limits.signIn.passwordCharacters}
        value={answer}
        onChange={(event) => setAnswer(event.target.value)}
      />
    </StepForm>
  );
}
