import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { supportReason } from '../../../shared/api/support.ts';
import type { Workstation } from '../../../shared/api/workstations.ts';
import { workstationTexts as texts } from '../../../shared/texts/workstations.ts';
import { type ApiError, call } from '../../api/client.ts';
import { Button, Notice, TextField } from '../../design/components.tsx';

type RevokeFormProps = { workstation: Workstation; onRevoked: () => void; onCancel: () => void };

export function RevokeForm({ workstation: { id, name }, onRevoked, onCancel }: RevokeFormProps) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<ApiError>();
  const form = useRef<HTMLFormElement>(null);
  // Whoever chose to revoke goes on here.
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const short = reason.trim().length < supportReason.minimum;

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (short) return;
    try {
      await call('POST', '/api/workstations/revoke', { id, reason: reason.trim() });
      onRevoked();
    } catch (error) {
      setFailure(error as ApiError);
    }
  };

  return (
    <form
      className="stack"
      ref={form}
      noValidate
      onSubmit={(event) => void submit(event)}
      aria-label={texts.revokeTitle(name)}
    >
      <h3>{texts.revokeTitle(name)}</h3>
      <p>{texts.revokeText}</p>
      {failure && (
        <Notice kind="danger" title={texts.failed} urgent>
          {failure.message}
        </Notice>
      )}
      <TextField
        label={texts.reason}
        error={tried && short ? texts.reasonShort(supportReason.minimum) : undefined}
        autoComplete="off"
        maxLength={supportReason.maximum}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="row">
        <Button kind="primary" type="submit">
          {texts.revoke}
        </Button>
        <Button onClick={onCancel}>{texts.cancel}</Button>
      </div>
    </form>
  );
}
