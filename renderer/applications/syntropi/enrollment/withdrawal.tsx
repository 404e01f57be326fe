import { useState } from 'react';
import { useLocation } from 'wouter';
import { type EnrollmentForm, enrollmentsApi } from '../../../../shared/applications/syntropi/enrollment/api.ts';
import { call } from '../../../platform/api/client.ts';
import { useChange } from '../../../platform/api/queries.ts';
import { Dialog } from '../../../platform/design/aria/dialog.tsx';
import { Button } from '../../../platform/design/components.tsx';
import { Failure } from '../failure.tsx';
import type { OnChanged } from './form-situation.ts';
import { useSyntropiTexts } from '../syntropi-texts.ts';

/** A draft is discarded; what the State has seen is withdrawn. */
export function Withdrawal({ form, onChanged }: { form: EnrollmentForm; onChanged: OnChanged }) {
  const { withdraw: texts, form: formTexts } = useSyntropiTexts().enrollment;
  const [asked, setAsked] = useState(false);
  const [, navigate] = useLocation();
  const { id, status, mayWithdraw } = form;
  const isDraft = status === 'draft';
  const send = useChange(async () => {
    const params = { enrollment: id };
    if (isDraft) {
      await call(enrollmentsApi.discard, { params });
      return navigate('/enrollments');
    }
    await call(enrollmentsApi.withdraw, { params });
    setAsked(false);
    return onChanged();
  });
  if (!mayWithdraw) return null;
  return (
    <div className="row">
      <Button onClick={() => setAsked(true)}>{isDraft ? texts.discard : texts.action}</Button>
      <Dialog
        alert
        title={isDraft ? texts.discardTitle : texts.title}
        isOpen={asked}
        onClose={() => setAsked(false)}
        actions={
          <>
            <Button kind="danger" busy={send.isPending && formTexts.saving} onClick={() => send.mutate()}>
              {isDraft ? texts.discard : texts.action}
            </Button>
            <Button onClick={() => setAsked(false)}>{texts.cancel}</Button>
          </>
        }
      >
        {send.error && <Failure error={send.error} title={texts.failed} />}
        <p>{isDraft ? texts.discardText : texts.text}</p>
      </Dialog>
    </div>
  );
}
