import type { ReactNode } from 'react';
import type { ProblemType } from '../../../shared/contract/problems.ts';
import type { ApiError } from '../../platform/api/api-error.ts';
import type { Change } from '../../platform/api/queries.ts';
import { Button, Notice } from '../../platform/design/components.tsx';
import { Whole } from '../../platform/design/whole.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { useProblemText } from '../../platform/texts/problem-text.ts';
import { usePortalTexts } from '../portal-texts.ts';

/**
 * Leads out of the steps where only a new start helps; other refusals stay with the step that was refused.
 * @param endedBy what ends this step's recovery besides what ends any
 */
export function unlessEnded(onEnded: (error: ApiError) => void, endedBy?: ProblemType): (error: ApiError) => void {
  return (error) => {
    if (!['recovery-ended', 'recovery-once-a-day', endedBy].includes(error.type)) throw error;
    onEnded(error);
  };
}

type StepFormProps = {
  sends: Change;
  complete?: boolean;
  /** What no field says already. */
  problem: ApiError | null | undefined;
  label?: string;
  /** It stands beside the button that leads on. */
  others?: ReactNode;
  children: ReactNode;
};

/** A step's form: Enter submits it, and what is wrong gets the focus. */
export function StepForm({ sends, complete, problem, label, others, children }: StepFormProps) {
  const texts = usePortalTexts().recovery;
  const problemText = useProblemText();
  return (
    <Form sends={sends} {...(complete !== undefined && { complete })}>
      {problem && (
        <Notice kind="danger" urgent>
          <Whole>{problemText(problem)}</Whole>
        </Notice>
      )}
      {children}
      <div className="row">
        <Button kind="primary" type="submit" busy={sends.isPending && texts.waiting}>
          {label ?? texts.next}
        </Button>
        {others}
      </div>
    </Form>
  );
}
