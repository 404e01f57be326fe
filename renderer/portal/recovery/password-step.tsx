import { useState } from 'react';
import { recoveryApi, type ResetDone } from '../../../shared/identity/api/recovery.ts';
import type { PasswordProfileId } from '../../../shared/identity/password-policy.ts';
import { recoveryTexts } from '../../../shared/identity/texts/recovery.ts';
import type { ApiError } from '../../platform/api/client.ts';
import { type NewPassword, newPasswordErrors } from '../new-password.ts';
import { NewPasswordFields } from '../password-form.tsx';
import { StepForm } from './step-form.tsx';
import { useRequest } from './use-request.ts';

const texts = recoveryTexts.password;

type PasswordStepProps = {
  username: string;
  profile: PasswordProfileId;
  onDone: (done: ResetDone) => void;
  onEnded: (error: ApiError) => void;
};

/** Step 4: the new password, with its rules on the right side [P6]. */
export function PasswordStep({ username, profile, onDone, onEnded }: PasswordStepProps) {
  const [chosen, setChosen] = useState<NewPassword>({ password: '', confirmation: '' });
  /** The password that the server refused last, so that its reason goes when it is changed. */
  const [refused, setRefused] = useState('');
  const request = useRequest(recoveryApi.setPassword, { done: onDone, ended: onEnded });
  const { refusal, failures } = request;
  const found = newPasswordErrors(chosen, profile, username);
  const ofField = refusal?.type === 'password-refused' ? refusal : undefined;
  const reason = ofField && `${texts.refused}: ${ofField.fields.map(({ message }) => message).join('; ')}`;

  const submit = () => {
    if (found.password || found.confirmation) return request.refuse();
    setRefused(chosen.password);
    void request.send({ password: chosen.password });
  };
  const errors = reason && refused === chosen.password ? { password: reason } : failures > 0 ? found : {};
  return (
    <StepForm {...request} problem={ofField ? undefined : refusal} submit={submit} label={texts.submit}>
      <p>{texts.text}</p>
      {/* Lets password managers know whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <NewPasswordFields profile={profile} username={username} value={chosen} onChange={setChosen} errors={errors} />
    </StepForm>
  );
}
