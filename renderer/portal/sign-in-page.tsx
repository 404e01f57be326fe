import { useEffect, useLayoutEffect, useState } from 'react';
import { Link, useSearch } from 'wouter';
import type { Deployment } from '../../shared/identity/api/identity.ts';
import { credentialLimits } from '../../shared/contract/credential-limits.ts';
import { firstUseIn, signInParameters } from '../../shared/identity/sign-in-address.ts';
import type { FirstTexts } from '../../shared/identity/texts/texts.ts';
import type { ApiError } from '../platform/api/api-error.ts';
import { useChange } from '../platform/api/changes.ts';
import { Button } from '../platform/design/button.tsx';
import { Notice } from '../platform/design/notice.tsx';
import { Panel } from '../platform/design/panel.tsx';
import { TextField } from '../platform/design/text-field.tsx';
import { Whole } from '../platform/design/whole.tsx';
import { PageFrame } from '../platform/design/page-frame.tsx';
import { Form } from '../platform/forms/form.tsx';
import { useProblemText } from '../platform/texts/problem-text.ts';
import { useTexts } from '../platform/texts/wording.tsx';
import { EndReasonNotice } from './end-reason.tsx';
import { kiosk } from './kiosk.ts';
import { LanguageChoice } from './language-choice.tsx';
import { useSession } from './session.ts';

/** Username, Password and "Sign In" [S3]; where it leads afterwards is the portal's business. */
export function SignInPage({ deployment }: { deployment: Deployment }) {
  const { frame, signIn: texts, session } = useTexts();
  const { idle, warning, absolute } = deployment.session;
  const hint = new URLSearchParams(useSearch()).get(signInParameters.username) ?? '';
  const [firstUse] = useState(() => firstUseIn(location.hash));
  const [credentials, setCredentials] = useState({
    username: firstUse?.username ?? hint,
    password: firstUse?.code ?? '',
  });
  // Whoever comes to this browser later finds it neither in the address nor in its history.
  useLayoutEffect(() => {
    if (firstUse) history.replaceState(history.state, '', `${location.pathname}${location.search}`);
  }, [firstUse]);
  const first = useFirstAdministrator(setCredentials);
  return (
    <PageFrame
      roadmap={[frame.portal, texts.title]}
      training={deployment.kind === 'training'}
      actions={<LanguageChoice />}
    >
      <div className="sign-in-layout">
        <Panel aria-labelledby="sign-in">
          <h1 id="sign-in">{texts.title}</h1>
          <EndReasonNotice />
          {firstUse && (
            <Notice kind="information" title={texts.firstUse.title}>
              {texts.firstUse.text}
            </Notice>
          )}
          {first && !firstUse && (
            <Notice kind="information" title={texts.firstAdministrator.title}>
              <p>{texts.firstAdministrator.text(first.username)}</p>
              <p>
                <code>{first.code}</code>
              </p>
            </Notice>
          )}
          <p className="soft">{texts.oneSignIn}</p>
          <SignInForm credentials={credentials} onChange={setCredentials} />
          <p className="field-hint">{session.limits(idle, warning, absolute)}</p>
          <p className="soft">
            <Whole>{texts.help(deployment.support)}</Whole>
          </p>
          <p className="forgot">
            <Link href="/recovery">{texts.forgot}</Link>
          </p>
        </Panel>
        {deployment.training && <TrainingAccounts training={deployment.training} onChoose={setCredentials} />}
      </div>
    </PageFrame>
  );
}

/** In a kiosk in which nobody has signed in yet, the shell alone knows how its administrator does [R6]. */
function useFirstAdministrator(fillIn: (typed: Typed) => void): { username: string; code: string } | undefined {
  const [first, setFirst] = useState<{ username: string; code: string }>();
  useEffect(() => {
    void kiosk?.firstRunCodes?.().then(({ administrator }) => {
      if (!administrator) return;
      setFirst(administrator);
      fillIn({ username: administrator.username, password: administrator.code });
    });
  }, [fillIn]);
  return first;
}

type Typed = { username: string; password: string };

function SignInForm({ credentials, onChange }: { credentials: Typed; onChange: (typed: Typed) => void }) {
  const texts = useTexts().signIn;
  const problemText = useProblemText();
  const signIn = useSession((state) => state.signIn);
  const { username, password } = credentials;
  const send = useChange(() => signIn({ username, password }));
  const refusal = send.error;
  const complete = username.trim() !== '' && password !== '';

  return (
    <Form sends={send} complete={complete}>
      {refusal && (
        <Notice kind="danger" title={refusalTitle(refusal, texts)} urgent>
          <p>
            <Whole>{problemText(refusal)}</Whole>
          </p>
          {refusal.type === 'workstation-not-enrolled' && <Link href="/enroll">{texts.enrol}</Link>}
        </Notice>
      )}
      <TextField
        label={texts.username}
        field="username"
        hint={texts.usernameHint}
        error={usernameProblem(username, refusal !== null, texts)}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={credentialLimits.usernameCharacters}
        value={username}
        onChange={(event) => onChange({ username: event.target.value, password })}
      />
      <TextField
        label={texts.password}
        field="password"
        error={password === '' ? texts.passwordMissing : undefined}
        name="password"
        type="password"
        autoComplete="current-password"
        maxLength={credentialLimits.passwordCharacters}
        value={password}
        onChange={(event) => onChange({ username, password: event.target.value })}
      />
      <Button kind="primary" type="submit" busy={send.isPending && texts.submitting}>
        {texts.submit}
      </Button>
    </Form>
  );
}

function usernameProblem(username: string, refused: boolean, texts: FirstTexts['signIn']): string | undefined {
  if (username.trim() === '') return texts.usernameMissing;
  return refused && /^\d{1,10}$/.test(username.trim()) ? texts.tooFewDigits : undefined;
}

function refusalTitle({ type }: ApiError, texts: FirstTexts['signIn']): string {
  if (type === 'no-cookies') return texts.noCookies;
  return type === 'sign-in-refused' ? texts.refused : texts.failed;
}

type Training = NonNullable<Deployment['training']>;

function TrainingAccounts({ training, onChoose }: { training: Training; onChoose: (typed: Typed) => void }) {
  const texts = useTexts().signIn.training;
  const known: Readonly<Record<string, string>> = texts.who;
  return (
    <Panel title={texts.title}>
      <p>
        {texts.explanation} <code>{training.password}</code>
      </p>
      <ul className="training-accounts">
        {training.accounts.map(({ username, who }) => (
          <li key={username}>
            <Button
              aria-label={texts.use(username)}
              onClick={() => onChoose({ username, password: training.password })}
            >
              {username}
            </Button>
            <span>{known[username] ?? who}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
