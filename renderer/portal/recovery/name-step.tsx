import { useState } from 'react';
import { type AskedQuestion, recoveryApi, type RecoveryChoices } from '../../../shared/identity/api/recovery.ts';
import type { Deployment } from '../../../shared/identity/api/identity.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { recoveryTexts } from '../../../shared/identity/texts/recovery.ts';
import { type ApiError, call, requireCookies } from '../../platform/api/client.ts';
import { Button, TextField } from '../../platform/design/components.tsx';
import { StepForm } from './step-form.tsx';
import { useRequest } from './use-request.ts';

type NameStepProps = {
  support: Deployment['support'];
  asksQuestions: boolean;
  username: string;
  onDone: (username: string, asked: AskedQuestion) => void;
  onEnded: (error: ApiError) => void;
};

/** First half of step 1: whose password it is [P2]. */
export function NameStep({ support, asksQuestions, username: before, onDone, onEnded }: NameStepProps) {
  const texts = recoveryTexts.name;
  const [username, setUsername] = useState(before);
  const done = (asked: AskedQuestion) => onDone(username, asked);
  const request = useRequest(recoveryApi.begin, {
    done,
    ended: onEnded,
    check: () => requireCookies(call(recoveryApi.standing), ({ open }) => open),
  });
  const missing = username.trim() === '';
  return (
    <StepForm
      {...request}
      problem={request.refusal}
      submit={() => (missing ? request.refuse() : void request.send({ username }))}
    >
      <TextField
        label={texts.username}
        hint={texts.hint}
        error={request.failures > 0 && missing ? texts.missing : undefined}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={limits.signIn.usernameCharacters}
        value={username}
        onChange={(event) => setUsername(event.target.value)}
      />
      {asksQuestions && <p className="soft">{texts.noQuestions(support)}</p>}
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
  const texts = recoveryTexts.question;
  const [answer, setAnswer] = useState('');
  const request = useRequest(recoveryApi.answer, { done: onDone, ended: onEnded });
  const { refusal, failures } = request;
  const missing = answer.trim() === '';
  const wrong = refusal?.type === 'recovery-answer-wrong' ? refusal : undefined;
  return (
    <StepForm
      {...request}
      problem={wrong ? undefined : refusal}
      submit={() => (missing ? request.refuse() : void request.send({ answer }))}
      others={<Button onClick={onOtherName}>{texts.otherName}</Button>}
    >
      <p className="soft">{texts.forName(username)}</p>
      <TextField
        label={question}
        hint={texts.hint}
        error={failures > 0 && missing ? texts.missing : wrong?.message}
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
