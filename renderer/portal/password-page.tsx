import { useState } from 'react';
import { Link } from 'wouter';
import {
  type IncidentReport,
  passwordApi,
  type PasswordChanged,
  type PasswordChangeRequest,
} from '../../shared/identity/api/password.ts';
import type { Deployment, Session } from '../../shared/identity/api/identity.ts';
import { call } from '../platform/api/client.ts';
import { useChange } from '../platform/api/queries.ts';
import { Button, Notice, Panel, TextField } from '../platform/design/components.tsx';
import { announce } from '../platform/design/announce.ts';
import { Whole } from '../platform/design/whole.tsx';
import { PageFrame } from '../platform/design/page-frame.tsx';
import { Form } from '../platform/forms/form.tsx';
import { useProblemText } from '../platform/texts/problem-text.ts';
import { useLanguage } from '../platform/texts/wording.tsx';
import { usePortalTexts } from './portal-texts.ts';
import { LanguageChoice } from './language-choice.tsx';
import { type NewPassword, newPasswordErrors, refusedRules } from './new-password.ts';
import { NewPasswordFields } from './password-form.tsx';
import { SignOutButton } from './sign-out-button.tsx';
import { useSession } from './session.ts';

type PasswordPageProps = { reason: PasswordChangeRequest['reason']; session: Session; deployment: Deployment };

/** Choosing a new password: because one wants to, because it expired [E1], or because somebody may know it [A3]. */
export function PasswordPage({ reason, session, deployment }: PasswordPageProps) {
  const [changed, setChanged] = useState<PasswordChanged>();
  const load = useSession((state) => state.load);
  const { frame, password } = usePortalTexts();
  const texts = password[reason === 'expired' && session.wasReset ? 'reset' : reason];

  const finish = async (answer: PasswordChanged) => {
    // An expired password stood in the way; now the portal leads on to where the person was going.
    if (reason === 'expired') await load();
    else setChanged(answer);
  };
  return (
    <PageFrame
      roadmap={
        reason === 'expired'
          ? [frame.portal, texts.title]
          : [{ name: frame.portal, address: '/' }, { name: password.profile, address: '/profile' }, texts.title]
      }
      training={deployment.kind === 'training'}
      actions={
        <>
          <LanguageChoice />
          <SignOutButton />
        </>
      }
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
  const texts = usePortalTexts().password;
  const problemText = useProblemText();
  const [current, setCurrent] = useState('');
  const [chosen, setChosen] = useState<NewPassword>({ password: '', confirmation: '' });
  const { frame } = usePortalTexts();

  const asksCurrent = reason !== 'expired';
  const send = useChange(async () => {
    const request = {
      reason,
      password: chosen.password,
      ...(asksCurrent && { current }),
    } satisfies PasswordChangeRequest;
    await onChanged(await call(passwordApi.change, { request }));
  });
  const errors = newPasswordErrors(chosen, profile, username, texts);
  const currentMissing = asksCurrent && current === '';
  const refusedRule = send.error && refusedRules(send.error, profile, texts);
  const currentError = currentMissing
    ? texts.missing
    : send.error?.type === 'password-wrong'
      ? problemText(send.error)
      : undefined;

  const complete = !currentMissing && !errors.password && !errors.confirmation;

  return (
    <Form sends={send} complete={complete}>
      {send.error && send.error.type !== 'password-wrong' && (
        <Notice kind="danger" title={problemText(send.error)} urgent>
          {refusedRule}
        </Notice>
      )}
      {/* Lets password managers know whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      {asksCurrent && (
        <TextField
          label={texts.current}
          field="current"
          type="password"
          autoComplete="current-password"
          value={current}
          error={currentError}
          onChange={(event) => setCurrent(event.target.value)}
        />
      )}
      <NewPasswordFields profile={profile} username={username} value={chosen} onChange={setChosen} errors={errors} />
      <div>
        <Button kind="primary" type="submit" busy={send.isPending && frame.loading}>
          {texts.submit}
        </Button>
      </div>
    </Form>
  );
}

function Changed({ title, incident }: { title: string; incident: IncidentReport | undefined }) {
  const texts = usePortalTexts().password;
  return (
    <Panel>
      <Notice kind="positive" title={title} urgent>
        <Whole>{incident ? texts.compromised.report(incident.phone) : texts.chosen.text}</Whole>
      </Notice>
      {incident && <Report incident={incident} />}
      <div>
        <Link href="/profile" className="button">
          {texts.close}
        </Link>
      </div>
    </Panel>
  );
}

function Report({ incident }: { incident: IncidentReport }) {
  const texts = usePortalTexts().password.compromised;
  const language = useLanguage();
  const [copied, setCopied] = useState(false);
  const tell = () => {
    setCopied(true);
    announce(texts.copied, language);
  };
  return (
    <>
      {/* It is read to the Help Desk, which speaks English. */}
      <pre className="incident-report" lang="en">
        {incident.text}
      </pre>
      <div>
        <Button onClick={() => void navigator.clipboard.writeText(incident.text).then(tell)}>
          {copied ? texts.copied : texts.copy}
        </Button>
      </div>
    </>
  );
}
