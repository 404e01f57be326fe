import { type ReactNode, type SubmitEvent, useLayoutEffect, useRef, useState } from 'react';
import { supportReason } from '../../shared/identity/api/support.ts';
import { reasonTexts } from '../../shared/identity/texts/reason.ts';
import { type ApiError } from '../platform/api/client.ts';
import { Button, Notice, TextField } from '../platform/design/components.tsx';

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
  /** What else is asked for, above the reason. @param tried whether to say what is wrong with it */
  children?: (tried: boolean, failure: ApiError | undefined) => ReactNode;
  /** Whether that can be sent. */
  complete?: boolean;
};

/** One thing that is done to somebody or something, with the reason that the audit trail keeps. */
export function ReasonForm<Answer>({
  texts,
  send,
  onDone,
  onCancel,
  children,
  complete = true,
}: ReasonFormProps<Answer>) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiError>();
  const form = useRef<HTMLFormElement>(null);
  const wasAskedFor = onCancel !== undefined;
  // Whoever asked for the form goes on here.
  useLayoutEffect(() => {
    if (wasAskedFor) form.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  }, [wasAskedFor]);
  // Once the fields are drawn with what is wrong, the first of them is where to go on.
  useLayoutEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);
  const short = reason.trim().length < supportReason.minimum;

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    setTries(tries + 1);
    if (busy || short || !complete) return;
    setBusy(true);
    setFailure(undefined);
    try {
      onDone(await send(reason.trim()));
    } catch (error) {
      setFailure(error as ApiError);
      setBusy(false);
    }
  };

  return (
    <form className="stack" ref={form} noValidate onSubmit={(event) => void submit(event)}>
      {failure && (
        <Notice kind="danger" title={texts.failed} urgent>
          {failure.message}
        </Notice>
      )}
      <p className="soft">{texts.identify}</p>
      {children?.(tried, failure)}
      <TextField
        label={texts.reason}
        hint={reasonTexts.hint}
        error={tried && short ? reasonTexts.short(supportReason.minimum) : undefined}
        autoComplete="off"
        maxLength={supportReason.maximum}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="row">
        <Button kind="primary" type="submit">
          {busy ? texts.submitting : texts.submit}
        </Button>
        {onCancel && <Button onClick={onCancel}>{reasonTexts.cancel}</Button>}
      </div>
    </form>
  );
}
