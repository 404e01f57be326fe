import { useState } from 'react';
import { type CodeSent, recoveryApi, type RecoveryChoices } from '../../../shared/identity/api/recovery.ts';
import type { ApiError } from '../../platform/api/api-error.ts';
import { call } from '../../platform/api/client.ts';
import { useChange } from '../../platform/api/queries.ts';
import { usePortalTexts } from '../portal-texts.ts';
import { StepForm, unlessEnded } from './step-form.tsx';

type ChoiceStepProps = {
  /** Empty where no question came first. */
  choices: Partial<RecoveryChoices>;
  onCode: (sent: CodeSent) => void;
  onQuestions: () => void;
  onEnded: (error: ApiError) => void;
};

/** Step 2: a code by email, or all security questions where they are set up [P3]. */
export function ChoiceStep({ choices: { mailTo, questions }, onCode, onQuestions, onEnded }: ChoiceStepProps) {
  const texts = usePortalTexts().recovery.choice;
  const [chosen, setChosen] = useState<'code' | 'questions'>('code');
  const send = useChange(() => call(recoveryApi.sendCode).then(onCode, unlessEnded(onEnded)));
  const option = (value: typeof chosen, label: string, hint: string) => (
    <div className="proof-option">
      <input
        type="radio"
        id={`proof-${value}`}
        name="proof"
        checked={chosen === value}
        onChange={() => setChosen(value)}
        aria-describedby={`proof-${value}-hint`}
      />
      <label htmlFor={`proof-${value}`}>{label}</label>
      <span className="field-hint" id={`proof-${value}-hint`}>
        {hint}
      </span>
    </div>
  );
  return (
    <StepForm sends={chosen === 'code' ? send : { ...send, mutate: onQuestions }} problem={send.error}>
      <fieldset className="proof-options">
        <legend>{texts.legend}</legend>
        {option('code', texts.code, texts.codeTo(mailTo))}
        {questions && option('questions', texts.questions, texts.questionsAll(questions.length))}
      </fieldset>
    </StepForm>
  );
}
