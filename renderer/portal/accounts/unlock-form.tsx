import { type SubmitEvent, useState } from 'react';
import { type SupportedAccount, unlockReason } from '../../../shared/api/support.ts';
import { supportTexts } from '../../../shared/texts/support.ts';
import { type ApiError, call } from '../../api/client.ts';
import { Button, Notice, TextField } from '../../design/components.tsx';

const texts = supportTexts.unlock;

type UnlockFormProps = { username: string; onUnlocked: (account: SupportedAccount) => void };

export function UnlockForm({ username, onUnlocked }: UnlockFormProps) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiError>();
  const short = reason.trim().length < unlockReason.minimum;

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy || short) return;
    setBusy(true);
    setFailure(undefined);
    try {
      onUnlocked(await call<SupportedAccount>('POST', '/api/support/accounts/unlock', { username, reason }));
    } catch (error) {
      setFailure(error as ApiError);
      setBusy(false);
    }
  };

  return (
    <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
      {failure && (
        <Notice kind="danger" title={texts.failed} urgent>
          {failure.message}
        </Notice>
      )}
      <p className="soft">{texts.identify}</p>
      <TextField
        label={texts.reason}
        hint={texts.reasonHint}
        error={tried && short ? texts.reasonShort(unlockReason.minimum) : undefined}
        autoComplete="off"
        maxLength={unlockReason.maximum}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div>
        <Button kind="primary" type="submit">
          {busy ? texts.submitting : texts.submit}
        </Button>
      </div>
    </form>
  );
}
