import { type ReactNode, type SubmitEvent, useLayoutEffect, useRef } from 'react';
import type { ApiError } from '../../platform/api/client.ts';
import { Button, Notice } from '../../platform/design/components.tsx';
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
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    if (failures > 0) form.current?.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus();
  }, [failures]);
  return (
    <form
      className="stack"
      ref={form}
      noValidate
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        submit();
      }}
    >
      {problem && (
        <Notice kind="danger" urgent>
          {problemText(problem)}
        </Notice>
      )}
      {children}
      <div className="row">
        <Button kind="primary" type="submit" disabled={busy}>
          {busy ? texts.waiting : (label ?? texts.next)}
        </Button>
        {others}
      </div>
    </form>
  );
}
