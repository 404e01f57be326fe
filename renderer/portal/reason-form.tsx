import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { Check as fits } from 'typebox/schema';
import { supportReason, WithReason } from '../../shared/identity/api/support.ts';
import type { ApiError } from '../platform/api/api-error.ts';
import { useChange } from '../platform/api/queries.ts';
import { Button, TextField } from '../platform/design/components.tsx';
import { Form } from '../platform/forms/form.tsx';
import { Refusal } from '../platform/forms/refusal.tsx';
import { usePortalTexts } from './portal-texts.ts';

type ReasonFormProps<Answer> = {
  texts: {
    readonly identify: string;
    readonly reason: string;
    readonly submit: string;
    readonly submitting: string;
    readonly failed: string;
  };
  send: (reason: string) => Promise<Answer>;
  onDone: (answer: Answer) => void;
  /** Where the form was asked for, and can be put away. */
  onCancel?: () => void;
  /** What else is asked for, above the reason. */
  children?: (failure: ApiError | null) => ReactNode;
  /** Whether that can be sent. */
  complete?: boolean;
};

/** One thing that is done to somebody or something, with the reason that the audit trail keeps. */
export function ReasonForm<Answer>({
  texts,
  send: call,
  onDone,
  onCancel,
  children,
  complete = true,
}: ReasonFormProps<Answer>) {
  const [reason, setReason] = useState('');
  const { reason: reasonTexts } = usePortalTexts();
  const fields = useRef<HTMLDivElement>(null);
  const wasAskedFor = onCancel !== undefined;
  // Whoever asked for the form goes on here.
  useLayoutEffect(() => {
    if (wasAskedFor) fields.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  }, [wasAskedFor]);
  const short = !fits(WithReason.properties.reason, reason.trim());
  const send = useChange(async () => onDone(await call(reason.trim())));

  return (
    <Form sends={send} complete={!short && complete}>
      <Refusal of={send.error} title={texts.failed} />
      <p className="soft">{texts.identify}</p>
      <div className="stack" ref={fields}>
        {children?.(send.error)}
        <TextField
          label={texts.reason}
          field="reason"
          hint={reasonTexts.hint}
          error={short ? reasonTexts.short(supportReason.minimum) : undefined}
          autoComplete="off"
          maxLength={supportReason.maximum}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <div className="row">
        <Button kind="primary" type="submit" busy={send.isPending && texts.submitting}>
          {texts.submit}
        </Button>
        {onCancel && <Button onClick={onCancel}>{reasonTexts.cancel}</Button>}
      </div>
    </Form>
  );
}
