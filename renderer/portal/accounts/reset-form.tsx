import { useState } from 'react';
import { accountsApi, type Mailed, type ResetMailed, type ShownCode } from '../../../shared/identity/api/accounts.ts';
import type { SupportedAccount } from '../../../shared/identity/api/support.ts';
import { call } from '../../platform/api/client.ts';
import { useChange } from '../../platform/api/queries.ts';
import { Button, TextField } from '../../platform/design/components.tsx';
import { useShownTime } from '../../platform/texts/clinic-time.ts';
import { Refusal } from '../../platform/forms/refusal.tsx';
import { usePortalTexts } from '../portal-texts.ts';
import { ReasonForm } from '../reason-form.tsx';

/** How it ended: the code is on its way, or here to be read out once. */
export type Reset = ResetMailed | ShownCode;

type ResetFormProps = { account: SupportedAccount; onDone: (reset: Reset) => void; onCancel: () => void };

/** Resets an account; whoever is to see the code has the owner show first, by mail, that it is them. */
export function ResetForm({ account: { username }, onDone, onCancel }: ResetFormProps) {
  const { administration } = usePortalTexts();
  const texts = administration.reset;
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
      {(failure) => (
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
                field="verification"
                error={
                  missing
                    ? texts.verification.missing
                    : failure?.fields.some(({ field }) => field === 'verification')
                      ? administration.refused['not verified']
                      : undefined
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

/** Mails the owner a code to read to whoever helps. */
export function SendVerification({ username }: { username: string }) {
  const texts = usePortalTexts().administration.reset;
  const [sent, setSent] = useState<Mailed>();
  const shownTime = useShownTime();
  const send = useChange(async () => setSent(await call(accountsApi.verifyOwner, { request: { username } })));
  return (
    <>
      <Refusal of={send.error} title={texts.verification.failed} />
      <div>
        <Button busy={send.isPending && texts.verification.sending} onClick={() => send.mutate()}>
          {texts.verification.send}
        </Button>
      </div>
      <p role="status" className="soft">
        {sent && texts.verification.sent(sent.mailedTo, shownTime(sent.expiresAt))}
      </p>
    </>
  );
}
