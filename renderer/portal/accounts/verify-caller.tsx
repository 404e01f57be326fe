import { useState } from 'react';
import { supportApi } from '../../../shared/identity/api/support.ts';
import { call } from '../../platform/api/client.ts';
import { useChange } from '../../platform/api/queries.ts';
import { Button, Notice, TextField } from '../../platform/design/components.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { Refusal } from '../../platform/forms/refusal.tsx';
import { usePortalTexts } from '../portal-texts.ts';
import { SendVerification } from './reset-form.tsx';

/** A caller shows that the mail of the account reaches them, whatever is to be done for them then. */
export function VerifyCaller({ username }: { username: string }) {
  const { verify: texts } = usePortalTexts().support;
  const [open, setOpen] = useState(false);
  return (
    <>
      <div>
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {texts.open}
        </Button>
      </div>
      {open && <VerifyForm username={username} />}
    </>
  );
}

function VerifyForm({ username }: { username: string }) {
  const { support, administration } = usePortalTexts();
  const { verify: texts } = support;
  const { verification } = administration.reset;
  const [code, setCode] = useState('');
  const [checked, setChecked] = useState<{ verified: boolean; count: number }>();
  const missing = code.trim() === '';
  const check = useChange(async () => {
    const { verified } = await call(supportApi.verify, { request: { username, code: code.trim() } });
    setChecked((before) => ({ verified, count: (before?.count ?? 0) + 1 }));
    if (verified) setCode('');
  });
  return (
    <section className="stack" aria-label={texts.title}>
      <h3>{texts.title}</h3>
      <p className="soft">{texts.text}</p>
      {checked && (
        <Notice
          key={checked.count}
          kind={checked.verified ? 'positive' : 'danger'}
          title={checked.verified ? texts.right : texts.wrong}
          urgent
        >
          {checked.verified ? texts.rightText : texts.wrongText}
        </Notice>
      )}
      <SendVerification username={username} />
      <Form sends={check} complete={!missing}>
        <Refusal of={check.error} title={texts.failed} />
        <TextField
          label={verification.label}
          field="code"
          error={missing && !checked?.verified ? verification.missing : undefined}
          autoComplete="off"
          inputMode="numeric"
          maxLength={40}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <div>
          <Button type="submit" busy={check.isPending && texts.submitting}>
            {texts.submit}
          </Button>
        </div>
      </Form>
    </section>
  );
}
