import { type SubmitEvent, useState } from 'react';
import { type SupportedAccount, supportReason } from '../../../shared/api/support.ts';
import type { supportTexts } from '../../../shared/texts/support.ts';
import { type ApiError, call } from '../../api/client.ts';
import { Button, Notice, TextField } from '../../design/components.tsx';

type ReasonFormProps = {
  /** Of the API: what is done for the account. */
  action: 'unlock' | 'sign-out';
  texts: (typeof supportTexts)['unlock' | 'signOut'];
  username: string;
  onDone: (account: SupportedAccount) => void;
};

/** One thing that support does for an account, with the reason that the audit trail keeps. */
export function ReasonForm({ action, texts, username, onDone }: ReasonFormProps) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiError>();
  const short = reason.trim().length < supportReason.minimum;

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy || short) return;
    setBusy(true);
    setFailure(undefined);
    try {
      onDone(await call<SupportedAccount>('POST', `/api/support/accounts/${action}`, { username, reason }));
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
        error={tried && short ? texts.reasonShort(supportReason.minimum) : undefined}
        autoComplete="off"
        maxLength={supportReason.maximum}
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
