import { useState } from 'react';
import { accountsApi, type Mailed, type ResetMailed, type ShownCode } from '../../../shared/identity/api/accounts.ts';
import type { SupportedAccount } from '../../../shared/identity/api/support.ts';
import { administrationTexts } from '../../../shared/identity/texts/administration.ts';
import { type ApiError, call } from '../../platform/api/client.ts';
import { Button, Notice, TextField } from '../../platform/design/components.tsx';
import { useShownTime } from '../clinic-time.ts';
import { ReasonForm } from '../reason-form.tsx';

const texts = administrationTexts.reset;

/** How it ended: the code is on its way, or here to be read out once. */
export type Reset = ResetMailed | ShownCode;

type ResetFormProps = { account: SupportedAccount; onDone: (reset: Reset) => void; onCancel: () => void };

/** Resets an account; whoever is to see the code has the owner show first, by mail, that it is them. */
export function ResetForm({ account: { username }, onDone, onCancel }: ResetFormProps) {
  const [how, setHow] = useState<'mailed' | 'shown'>('mailed');
  const [verification, setVerification] = useState('');
  const missing = how === 'shown' && verification.trim() === '';
  const send = (reason: string): Promise<Reset> =>
    how === 'mailed'
      ? call(accountsApi.reset, { request: { username, reason } })
      : call(accountsApi.resetShown, { request: { username, reason, verification: verification.trim() } });
  const option = (value: typeof how, label: string) => (
    <label className="check">
      <input type="radio" name="handover" checked={how === value} onChange={() => setHow(value)} />
      {label}
    </label>
  );
  return (
    <ReasonForm texts={texts} send={send} onDone={onDone} onCancel={onCancel} complete={!missing}>
      {(tried, failure) => (
        <>
          <fieldset className="choices">
            <legend>{texts.how}</legend>
            {option('mailed', texts.mailed)}
            {option('shown', texts.shown)}
          </fieldset>
          {how === 'shown' && (
            <>
              <SendVerification username={username} />
              <TextField
                label={texts.verification.label}
                error={
                  tried && missing
                    ? texts.verification.missing
                    : failure?.fields.find(({ field }) => field === 'verification')?.message
                }
                autoComplete="off"
                inputMode="numeric"
                maxLength={40}
                value={verification}
                onChange={(event) => setVerification(event.target.value)}
              />
            </>
          )}
        </>
      )}
    </ReasonForm>
  );
}

function SendVerification({ username }: { username: string }) {
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState<Mailed>();
  const [failure, setFailure] = useState<ApiError>();
  const shownTime = useShownTime();
  const send = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    await call(accountsApi.verifyOwner, { request: { username } }).then(setSent, setFailure);
    setBusy(false);
  };
  return (
    <>
      {failure && (
        <Notice kind="danger" title={texts.verification.failed} urgent>
          {failure.message}
        </Notice>
      )}
      <div>
        <Button onClick={() => void send()}>{busy ? texts.verification.sending : texts.verification.send}</Button>
      </div>
      <p role="status" className="soft">
        {sent && texts.verification.sent(sent.mailedTo, shownTime(sent.expiresAt))}
      </p>
    </>
  );
}
