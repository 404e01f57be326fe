import { useState } from 'react';
import { type Proved, recoveryApi } from '../../../shared/identity/api/recovery.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { ApiError } from '../../platform/api/api-error.ts';
import { call } from '../../platform/api/client.ts';
import { useChange } from '../../platform/api/queries.ts';
import { Button, TextField } from '../../platform/design/components.tsx';
import { usePortalTexts } from '../portal-texts.ts';
import { StepForm, unlessEnded } from './step-form.tsx';

type AnswersStepProps = {
  questions: readonly string[];
  onDone: (proved: Proved) => void;
  onOtherWay: () => void;
  onEnded: (error: ApiError) => void;
};

/** Step 3 without a code: all questions at once, one verdict [P3]. */
export function AnswersStep({ questions, onDone, onOtherWay, onEnded }: AnswersStepProps) {
  const { recovery: texts, securityQuestions } = usePortalTexts();
  const wordings: Readonly<Record<string, string>> = securityQuestions;
  const [answers, setAnswers] = useState(questions.map(() => ''));
  const send = useChange(() =>
    call(recoveryApi.answerAll, { request: { answers } }).then(onDone, unlessEnded(onEnded)),
  );
  const missing = answers.map((answer) => answer.trim() === '');
  return (
    <StepForm
      sends={send}
      complete={!missing.includes(true)}
      problem={send.error}
      others={<Button onClick={onOtherWay}>{texts.code.otherWay}</Button>}
    >
      <p>{texts.answers.text}</p>
      {questions.map((question, index) => (
        <TextField
          key={question}
          label={wordings[question] ?? question}
          field={`answers.${index}`}
          error={missing[index] ? texts.question.missing : undefined}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={limits.signIn.passwordCharacters}
          value={answers[index]}
          onChange={(event) => setAnswers(answers.with(index, event.target.value))}
        />
      ))}
    </StepForm>
  );
}
