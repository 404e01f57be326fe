import {
  type PasswordProfileId,
  passwordProfiles,
  passwordRules,
  ruleInWords,
} from '../../shared/identity/password-policy.ts';
import { TextField } from '../platform/design/components.tsx';
import { usePortalTexts } from './portal-texts.ts';
import type { NewPassword, NewPasswordErrors } from './new-password.ts';
import './password-form.css';

type NewPasswordFieldsProps = {
  profile: PasswordProfileId;
  username: string;
  value: NewPassword;
  onChange: (value: NewPassword) => void;
  errors: NewPasswordErrors;
};

/** New password and confirmation, with the rules on the right side, each ticking as it is met [P6]. */
export function NewPasswordFields({ profile, username, value, onChange, errors }: NewPasswordFieldsProps) {
  const texts = usePortalTexts().password;
  return (
    <div className="new-password">
      <div className="stack">
        <TextField
          label={texts.new}
          describedBy="password-rules"
          type="password"
          autoComplete="new-password"
          value={value.password}
          error={errors.password}
          onChange={(event) => onChange({ ...value, password: event.target.value })}
        />
        <TextField
          label={texts.confirm}
          type="password"
          autoComplete="new-password"
          value={value.confirmation}
          error={errors.confirmation}
          onChange={(event) => onChange({ ...value, confirmation: event.target.value })}
        />
      </div>
      <PasswordRules profile={profile} username={username} password={value.password} />
    </div>
  );
}

function PasswordRules({
  profile,
  username,
  password,
}: {
  profile: PasswordProfileId;
  username: string;
  password: string;
}) {
  const texts = usePortalTexts().password;
  return (
    <aside className="password-rules" aria-labelledby="password-rules-title">
      <h2 id="password-rules-title">{texts.rules}</h2>
      <ul id="password-rules">
        {passwordRules(passwordProfiles[profile], username).map(({ id, holds }) => {
          const met = holds ? holds(password) : undefined;
          return (
            <li key={id} data-met={met}>
              {ruleInWords(id, passwordProfiles[profile], texts.rule)}
              {met && <span className="visually-hidden"> ({texts.met})</span>}
            </li>
          );
        })}
      </ul>
    </aside>
  );
}
