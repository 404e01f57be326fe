import { useState } from 'react';
import { type Proved, recoveryApi } from '../../../shared/identity/api/recovery.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { recoveryTexts } from '../../../shared/identity/texts/recovery.ts';
import type { ApiError } from '../../platform/api/client.ts';
import { Button, TextField } from '../../platform/design/components.tsx';
import { StepForm } from './step-form.tsx';
import { useRequest } from './use-request.ts';

type AnswersStepProps = {
  questions: readonly string[];
  onDone: (proved: Proved) => void;
  onOtherWay: () => void;
  onEnded: (error: ApiError) => void;
};

/** Step 3 without a code: all questions at once, one verdict [P3]. */
export function AnswersStep({ questions, onDone, onOtherWay, onEnded }: AnswersStepProps) {
  const [answers, setAnswers] = useState(questions.map(() => ''));
  const request = useRequest(recoveryApi.answerAll, { done: onDone, ended: onEnded });
  const missing = answers.map((answer) => answer.trim() === '');
  return (
    <StepForm
      {...request}
      problem={request.refusal}
      submit={() => (missing.includes(true) ? request.refuse() : void request.send({ answers }))}
      others={<Button onClick={onOtherWay}>{recoveryTexts.code.otherWay}</Button>}
    >
      <p>{recoveryTexts.answers.text}</p>
      {questions.map((question, index) => (
        <TextField
          key={question}
          label={question}
          error={request.failures > 0 && missing[index] ? recoveryTexts.question.missing : undefined}
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
