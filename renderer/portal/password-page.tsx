import { type SubmitEvent, useLayoutEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import {
  type IncidentReport,
  passwordApi,
  type PasswordChanged,
  type PasswordChangeRequest,
} from '../../shared/identity/api/password.ts';
import type { Deployment, Session } from '../../shared/identity/api/identity.ts';
import { passwordTexts } from '../../shared/identity/texts/password.ts';
import { portalTexts } from '../../shared/identity/texts/portal.ts';
import { type ApiError, call } from '../platform/api/client.ts';
import { Button, Notice, Panel, TextField } from '../platform/design/components.tsx';
import { PageFrame } from '../platform/design/page-frame.tsx';
import { type NewPassword, newPasswordErrors } from './new-password.ts';
import { NewPasswordFields } from './password-form.tsx';
import { SignOutButton } from './sign-out-button.tsx';
import { useSession } from './session.ts';

type PasswordPageProps = { reason: PasswordChangeRequest['reason']; session: Session; deployment: Deployment };

/** Choosing a new password: because one wants to, because it expired [E1], or because somebody may know it [A3]. */
export function PasswordPage({ reason, session, deployment }: PasswordPageProps) {
  const [changed, setChanged] = useState<PasswordChanged>();
  const load = useSession((state) => state.load);
  const texts = passwordTexts[reason === 'expired' && session.wasReset ? 'reset' : reason];

  const finish = async (answer: PasswordChanged) => {
    // An expired password stood in the way; now the portal leads on to where the person was going.
    if (reason === 'expired') await load();
    else setChanged(answer);
  };
  return (
    <PageFrame
      roadmap={[portalTexts.portal, ...(reason === 'expired' ? [] : [portalTexts.profile.title]), texts.title]}
      training={deployment.kind === 'training'}
      actions={<SignOutButton />}
    >
      <h1>{texts.title}</h1>
      {changed ? (
        <Changed title={texts.done} incident={changed.incident} />
      ) : (
        <Panel>
          <p>{texts.text}</p>
          <PasswordForm
            reason={reason}
            username={session.account.username}
            profile={deployment.passwordProfile}
            onChanged={finish}
          />
        </Panel>
      )}
    </PageFrame>
  );
}

type PasswordFormProps = {
  reason: PasswordChangeRequest['reason'];
  username: string;
  profile: Deployment['passwordProfile'];
  onChanged: (answer: PasswordChanged) => Promise<void>;
};

function PasswordForm({ reason, username, profile, onChanged }: PasswordFormProps) {
  const [current, setCurrent] = useState('');
  const [chosen, setChosen] = useState<NewPassword>({ password: '', confirmation: '' });
  const [tries, setTries] = useState(0);
  const [refusal, setRefusal] = useState<ApiError>();
  const form = useRef<HTMLFormElement>(null);

  const asksCurrent = reason !== 'expired';
  const errors = newPasswordErrors(chosen, profile, username);
  const currentMissing = asksCurrent && current === '';
  const refusedRule = refusal?.fields.find(({ field }) => field === 'password')?.message;
  const currentError = currentMissing
    ? passwordTexts.missing
    : refusal?.type === 'password-wrong'
      ? refusal.message
      : undefined;

  // Once the fields are drawn with what is wrong, the first of them is where to go on.
  useLayoutEffect(() => {
    if (tries > 0 || refusal) form.current?.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus();
  }, [tries, refusal]);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setTries(tries + 1);
    setRefusal(undefined);
    if (currentMissing || errors.password || errors.confirmation) return;
    const request = {
      reason,
      password: chosen.password,
      ...(asksCurrent && { current }),
    } satisfies PasswordChangeRequest;
    await call(passwordApi.change, { request }).then(onChanged, setRefusal);
  };

  return (
    <form className="stack" ref={form} noValidate onSubmit={(event) => void submit(event)}>
      {refusal && refusal.type !== 'password-wrong' && (
        <Notice kind="danger" title={refusal.message} urgent>
          {refusedRule}
        </Notice>
      )}
      {/* Lets password managers know whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      {asksCurrent && (
        <TextField
          label={passwordTexts.current}
          type="password"
          autoComplete="current-password"
          value={current}
          error={tries > 0 ? currentError : undefined}
          onChange={(event) => setCurrent(event.target.value)}
        />
      )}
      <NewPasswordFields
        profile={profile}
        username={username}
        value={chosen}
        onChange={setChosen}
        errors={tries > 0 ? errors : {}}
      />
      <div>
        <Button kind="primary" type="submit">
          {passwordTexts.submit}
        </Button>
      </div>
    </form>
  );
}

function Changed({ title, incident }: { title: string; incident: IncidentReport | undefined }) {
  return (
    <Panel>
      <Notice kind="positive" title={title} urgent>
        {incident ? passwordTexts.compromised.report(incident.phone) : passwordTexts.chosen.text}
      </Notice>
      {incident && <Report incident={incident} />}
      <div>
        <Link href="/profile" className="button">
          {passwordTexts.close}
        </Link>
      </div>
    </Panel>
  );
}

function Report({ incident }: { incident: IncidentReport }) {
  const [copied, setCopied] = useState(false);
  return (
    <>
      <pre className="incident-report">{incident.text}</pre>
      <div>
        <Button onClick={() => void navigator.clipboard.writeText(incident.text).then(() => setCopied(true))}>
          {copied ? passwordTexts.compromised.copied : passwordTexts.compromised.copy}
        </Button>
      </div>
    </>
  );
}
