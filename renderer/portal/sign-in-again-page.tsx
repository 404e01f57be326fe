import { useState } from 'react';
import type { Deployment, Session } from '../../shared/identity/api/identity.ts';
import { limits } from '../../shared/contract/limits.ts';
import { again, type Again } from '../../shared/identity/sign-in-address.ts';
import type { ApiError } from '../platform/api/client.ts';
import { Button, Notice, Panel, TextField } from '../platform/design/components.tsx';
import { PageFrame } from '../platform/design/page-frame.tsx';
import { Form } from '../platform/forms/form.tsx';
import { useSubmission } from '../platform/forms/use-submission.ts';
import { useProblemText } from '../platform/texts/problem-text.ts';
import { useTexts } from '../platform/texts/wording.tsx';
import { useSession } from './session.ts';

type SignInAgainProps = { why: Again; session: Session; deployment: Deployment };

/** An application wants the password once more of whoever is signed in, or somebody else at this workstation. */
export function SignInAgainPage({ why, session, deployment }: SignInAgainProps) {
  const { name, username } = session.account;
  const {
    frame,
    signIn: { again: texts },
  } = useTexts();
  const problemText = useProblemText();
  const signOut = useSession((state) => state.signOut);
  const [failure, setFailure] = useState<ApiError>();
  return (
    <PageFrame roadmap={[frame.portal, texts.title]} training={deployment.kind === 'training'} width="narrow">
      <Panel aria-labelledby="sign-in-again">
        <h1 id="sign-in-again">{texts.title}</h1>
        <p>{why === again.person ? texts.otherPerson(name) : texts.samePerson(name)}</p>
        {why === again.password && <ProofForm username={username} />}
        {failure && (
          <Notice kind="danger" urgent>
            {problemText(failure)}
          </Notice>
        )}
        <Button onClick={() => void signOut().catch(setFailure)}>{texts.someoneElse}</Button>
        <p className="field-hint">{texts.someoneElseHint}</p>
      </Panel>
    </PageFrame>
  );
}

function ProofForm({ username }: { username: string }) {
  const texts = useTexts().signIn;
  const problemText = useProblemText();
  const proveAgain = useSession((state) => state.signIn);
  const [password, setPassword] = useState('');
  const { attempts, busy, failure: refusal, submit } = useSubmission();
  const send = () => proveAgain({ username, password, again: true });

  return (
    <Form attempts={attempts} onSubmit={() => void submit(password !== '', send)}>
      {refusal && (
        <Notice kind="danger" title={texts.again.failed} urgent>
          <p>{problemText(refusal)}</p>
        </Notice>
      )}
      {/* Password managers read it; the person cannot change it here. */}
      <TextField label={texts.username} name="username" autoComplete="username" value={username} readOnly />
      <TextField
        label={texts.password}
        error={attempts > 0 && password === '' ? texts.passwordMissing : undefined}
        name="password"
        type="password"
        autoComplete="current-password"
        maxLength={limits.signIn.passwordCharacters}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button kind="primary" type="submit" busy={busy && texts.submitting}>
        {texts.again.submit}
      </Button>
    </Form>
  );
}
