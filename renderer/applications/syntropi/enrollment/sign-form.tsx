import { useState } from 'react';
import {
  agreementVersion,
  type EnrollmentForm,
  enrollmentsApi,
} from '../../../../shared/applications/syntropi/enrollment/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { call } from '../../../platform/api/client.ts';
import { useChange } from '../../../platform/api/queries.ts';
import { CheckGroup } from '../../../platform/design/choices.tsx';
import { Button, Panel, TextField } from '../../../platform/design/components.tsx';
import { useFieldMessage } from '../../../platform/forms/field-message.ts';
import { Form } from '../../../platform/forms/form.tsx';
import { Failure } from '../failure.tsx';
import type { OnChanged } from './form-situation.ts';
import { useSyntropiTexts } from '../syntropi-texts.ts';

/** The agreement, and the signature of the clinician who answers for it. */
export function SignForm({ form, onChanged }: { form: EnrollmentForm; onChanged: OnChanged }) {
  const { enrollment, refusals } = useSyntropiTexts();
  const texts = enrollment.review;
  const [signature, setSignature] = useState('');
  const [agreed, setAgreed] = useState<'agreed'[]>([]);
  const fieldMessage = useFieldMessage(refusals);
  const isSigned = signature.trim() !== '';
  const send = useChange(async () => {
    const request = { signature: signature.trim(), agreement: agreementVersion } as const;
    const { confirmation } = await call(enrollmentsApi.submit, { params: { enrollment: form.id }, request });
    onChanged(texts.done, texts.doneText(confirmation));
  });
  const ofSignature = fieldMessage(send.error, 'signature');
  return (
    <Panel title={texts.sign}>
      <ul>
        {texts.agreement.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Form sends={send} complete={isSigned && agreed.length > 0}>
        {send.error && !ofSignature && <Failure error={send.error} title={texts.refused} />}
        <CheckGroup
          legend={texts.agreeLegend}
          choices={[{ id: 'agreed', name: texts.agree }]}
          chosen={agreed}
          onChange={setAgreed}
          error={agreed.length === 0 ? texts.agreeNeeded : undefined}
        />
        <TextField
          label={texts.signature}
          field="signature"
          hint={texts.signatureHint(form.answers.clinician?.name?.trim() ?? '')}
          value={signature}
          autoComplete="off"
          maxLength={limits.enrollment.textCharacters}
          onChange={({ target }) => setSignature(target.value)}
          error={!isSigned ? texts.signatureNeeded : ofSignature}
        />
        <div className="row">
          <Button kind="primary" type="submit" busy={send.isPending && enrollment.form.saving}>
            {texts.submit}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}
