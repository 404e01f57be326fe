import { useState } from 'react';
import { type CodeSent, type Proved, recoveryApi } from '../../../shared/identity/api/recovery.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { typedCode } from '../../../shared/contract/typed-text.ts';
import type { ApiError } from '../../platform/api/api-error.ts';
import { call } from '../../platform/api/client.ts';
import { useChange } from '../../platform/api/queries.ts';
import { Button, Notice, TextField } from '../../platform/design/components.tsx';
import { useProblemText } from '../../platform/texts/problem-text.ts';
import { usePortalTexts } from '../portal-texts.ts';
import { Countdown } from './countdown.tsx';
import { StepForm, unlessEnded } from './step-form.tsx';

const isCode = new RegExp(`^\\d{${limits.recovery.codeDigits}}$`);

type CodeStepProps = {
  sent: CodeSent;
  onDone: (proved: Proved) => void;
  /** Where there is one. */
  onOtherWay: (() => void) | undefined;
  /** Where the page was loaded again, and may wait for somebody else's code. */
  onAgain: (() => void) | undefined;
  onEnded: (error: ApiError) => void;
};

/** Step 3 with a code: it is typed here, counts down, and can be sent afresh [P5]. */
export function CodeStep({ sent: first, onDone, onOtherWay, onAgain, onEnded }: CodeStepProps) {
  const { recovery } = usePortalTexts();
  const texts = recovery.code;
  const problemText = useProblemText();
  const [sent, setSent] = useState({ code: first, times: 1 });
  const [typed, setTyped] = useState('');
  const redeem = useChange(() =>
    call(recoveryApi.redeemCode, { request: { code: typed } }).then(
      onDone,
      unlessEnded(onEnded, 'recovery-tries-used-up'),
    ),
  );
  const replace = (code: CodeSent) => {
    setTyped('');
    setSent(({ times }) => ({ code, times: times + 1 }));
  };
  const fresh = useChange(() => call(recoveryApi.sendCode).then(replace, unlessEnded(onEnded)));

  const complete = isCode.test(typedCode(typed));
  const refusal = redeem.error;
  const ofField = refusal?.type === 'recovery-code-wrong' || refusal?.type === 'recovery-code-expired';
  return (
    <StepForm
      sends={redeem}
      complete={complete}
      problem={ofField ? fresh.error : (refusal ?? fresh.error)}
      others={
        <>
          <Button busy={fresh.isPending && recovery.waiting} onClick={() => fresh.mutate()}>
            {texts.fresh}
          </Button>
          {onOtherWay && <Button onClick={onOtherWay}>{texts.otherWay}</Button>}
          {onAgain && <Button onClick={onAgain}>{recovery.ended.again}</Button>}
        </>
      }
    >
      <Notice>
        <p>{onAgain && sent.times === 1 ? texts.sentBefore : texts.sent(sent.code.mailTo)}</p>
        <p>{texts.junk}</p>
      </Notice>
      <p role="status" className={sent.times > 1 ? 'code-fresh' : 'visually-hidden'}>
        {sent.times > 1 ? texts.freshSent : ''}
      </p>
      <TextField
        label={texts.label}
        field="code"
        error={ofField ? problemText(refusal) : !refusal && !complete ? texts.missing : undefined}
        className="code-field"
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={limits.pastedCodeCharacters}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Countdown key={sent.times} seconds={sent.code.secondsLeft} />
    </StepForm>
  );
}
