import type { ReactNode } from 'react';
import type { ApiError } from '../../platform/api/client.ts';
import { Button, Notice } from '../../platform/design/components.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { useProblemText } from '../../platform/texts/problem-text.ts';
import { useTexts } from '../../platform/texts/wording.tsx';

type StepFormProps = {
  submit: () => void;
  busy: boolean;
  failures: number;
  /** What no field says already. */
  problem: ApiError | undefined;
  label?: string;
  /** It stands beside the button that leads on. */
  others?: ReactNode;
  children: ReactNode;
};

/** A step's form: Enter submits it, and what is wrong gets the focus. */
export function StepForm({ submit, busy, failures, problem, label, others, children }: StepFormProps) {
  const texts = useTexts().recovery;
  const problemText = useProblemText();
  return (
    <Form attempts={failures} onSubmit={submit}>
      {problem && (
        <Notice kind="danger" urgent>
          {problemText(problem)}
        </Notice>
      )}
      {children}
      <div className="row">
        <Button kind="primary" type="submit" busy={busy && texts.waiting}>
          {label ?? texts.next}
        </Button>
        {others}
      </div>
    </Form>
  );
}
