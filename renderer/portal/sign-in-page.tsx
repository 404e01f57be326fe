import { type SubmitEvent, useState } from 'react';
import { Link, useSearch } from 'wouter';
import type { Deployment } from '../../shared/identity/api/identity.ts';
import { limits } from '../../shared/contract/limits.ts';
import { signInParameters } from '../../shared/identity/sign-in-address.ts';
import { portalTexts } from '../../shared/identity/texts/portal.ts';
import { sessionTexts } from '../../shared/identity/texts/session.ts';
import { workstationTexts } from '../../shared/identity/texts/workstations.ts';
import type { ApiError } from '../platform/api/client.ts';
import { Button, Notice, Panel, TextField } from '../platform/design/components.tsx';
import { PageFrame } from '../platform/design/page-frame.tsx';
import { EndReasonNotice } from './end-reason.tsx';
import { useSession } from './session.ts';

const { portal, signIn: texts, training: trainingTexts } = portalTexts;

/** Username, Password and "Sign In" [S3]; where it leads afterwards is the portal's business. */
export function SignInPage({ deployment }: { deployment: Deployment }) {
  const { name, email, phone } = deployment.support;
  const { idle, warning, absolute } = deployment.session;
  const hint = new URLSearchParams(useSearch()).get(signInParameters.username) ?? '';
  const [credentials, setCredentials] = useState({ username: hint, password: '' });
  return (
    <PageFrame roadmap={[portal, texts.title]} training={deployment.kind === 'training'}>
      <div className="sign-in-layout">
        <Panel aria-labelledby="sign-in">
          <h1 id="sign-in">{texts.title}</h1>
          <EndReasonNotice />
          <p className="soft">{texts.oneSignIn}</p>
          <SignInForm credentials={credentials} onChange={setCredentials} />
          <p className="field-hint">{sessionTexts.limits(idle, warning, absolute)}</p>
          <p className="soft">{texts.help(name, email, phone)}</p>
          <p className="forgot">
            <Link href="/recovery">{texts.forgot}</Link>
          </p>
        </Panel>
        {deployment.training && <TrainingAccounts training={deployment.training} onChoose={setCredentials} />}
      </div>
    </PageFrame>
  );
}

type Typed = { username: string; password: string };

function SignInForm({ credentials, onChange }: { credentials: Typed; onChange: (typed: Typed) => void }) {
  const signIn = useSession((state) => state.signIn);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ApiError>();
  const { username, password } = credentials;

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy || username.trim() === '' || password === '') return;
    setBusy(true);
    setRefusal(undefined);
    try {
      await signIn({ username, password });
    } catch (error) {
      setRefusal(error as ApiError);
      setBusy(false);
    }
  };

  return (
    <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
      {refusal && (
        <Notice kind="danger" title={refusalTitle(refusal)} urgent>
          <p>{refusal.message}</p>
          {refusal.type === 'workstation-not-enrolled' && <Link href="/enroll">{workstationTexts.enrolTitle}</Link>}
        </Notice>
      )}
      <TextField
        label={texts.username}
        hint={texts.usernameHint}
        error={tried ? usernameProblem(username, refusal !== undefined) : undefined}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={limits.signIn.usernameCharacters}
        value={username}
        onChange={(event) => onChange({ username: event.target.value, password })}
      />
      <TextField
        label={texts.password}
        error={tried && password === '' ? texts.passwordMissing : undefined}
        name="password"
        type="password"
        autoComplete="current-password"
        maxLength={limits.signIn.passwordCharacters}
        value={password}
        onChange={(event) => onChange({ username, password: event.target.value })}
      />
      <Button kind="primary" type="submit">
        {busy ? texts.submitting : texts.submit}
      </Button>
    </form>
  );
}

function usernameProblem(username: string, refused: boolean): string | undefined {
  if (username.trim() === '') return texts.usernameMissing;
  return refused && /^\d{1,10}$/.test(username.trim()) ? texts.tooFewDigits : undefined;
}

function refusalTitle({ type }: ApiError): string {
  if (type === 'no-cookies') return portalTexts.noCookies.title;
  return type === 'sign-in-refused' ? texts.refused : texts.failed;
}

type Training = NonNullable<Deployment['training']>;

function TrainingAccounts({ training, onChoose }: { training: Training; onChoose: (typed: Typed) => void }) {
  return (
    <Panel title={trainingTexts.title}>
      <p>
        {trainingTexts.explanation} <code>{training.password}</code>
      </p>
      <ul className="training-accounts">
        {training.accounts.map(({ username, who }) => (
          <li key={username}>
            <Button
              aria-label={trainingTexts.use(username)}
              onClick={() => onChoose({ username, password: training.password })}
            >
              {username}
            </Button>
            <span>{who}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
