import { useState } from 'react';
import { recoveryApi, type ResetDone } from '../../../shared/identity/api/recovery.ts';
import type { PasswordProfileId } from '../../../shared/identity/password-policy.ts';
import type { ApiError } from '../../platform/api/api-error.ts';
import { call } from '../../platform/api/client.ts';
import { useChange } from '../../platform/api/queries.ts';
import { usePortalTexts } from '../portal-texts.ts';
import { type NewPassword, newPasswordErrors, refusedRules } from '../new-password.ts';
import { NewPasswordFields } from '../password-form.tsx';
import { StepForm, unlessEnded } from './step-form.tsx';

type PasswordStepProps = {
  username: string;
  profile: PasswordProfileId;
  onDone: (done: ResetDone) => void;
  onEnded: (error: ApiError) => void;
};

/** Step 4: the new password, with its rules on the right side [P6]. */
export function PasswordStep({ username, profile, onDone, onEnded }: PasswordStepProps) {
  const { recovery, password } = usePortalTexts();
  const texts = recovery.password;
  const [chosen, setChosen] = useState<NewPassword>({ password: '', confirmation: '' });
  /** The password that the server refused last, so that its reason goes when it is changed. */
  const [refused, setRefused] = useState('');
  const send = useChange(() => {
    setRefused(chosen.password);
    return call(recoveryApi.setPassword, { request: { password: chosen.password } }).then(onDone, unlessEnded(onEnded));
  });
  const refusal = send.error;
  const found = newPasswordErrors(chosen, profile, username, password);
  const ofField = refusal?.type === 'password-refused' ? refusal : undefined;
  const reason = ofField && `${texts.refused}: ${refusedRules(ofField, profile, password)}`;

  const errors = reason && refused === chosen.password ? { password: reason } : found;
  return (
    <StepForm
      sends={send}
      complete={!found.password && !found.confirmation}
      problem={ofField ? undefined : refusal}
      label={texts.submit}
    >
      <p>{texts.text}</p>
      {/* Lets password managers know whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <NewPasswordFields profile={profile} username={username} value={chosen} onChange={setChosen} errors={errors} />
    </StepForm>
  );
}
