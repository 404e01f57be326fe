import { useState } from 'react';
import type { Deployment, Session } from '../../shared/identity/api/identity.ts';
import { limits } from '../../shared/contract/limits.ts';
import { again, type Again } from '../../shared/identity/sign-in-address.ts';
import { useChange } from '../platform/api/queries.ts';
import { Button, Notice, Panel, TextField } from '../platform/design/components.tsx';
import { Whole } from '../platform/design/whole.tsx';
import { PageFrame } from '../platform/design/page-frame.tsx';
import { Form } from '../platform/forms/form.tsx';
import { useProblemText } from '../platform/texts/problem-text.ts';
import { usePortalTexts } from './portal-texts.ts';
import { useSession } from './session.ts';

type SignInAgainProps = { why: Again; session: Session; deployment: Deployment };

/** An application wants the password once more of whoever is signed in, or somebody else at this workstation. */
export function SignInAgainPage({ why, session, deployment }: SignInAgainProps) {
  const { name, username } = session.account;
  const {
    frame,
    signIn: { again: texts },
  } = usePortalTexts();
  const problemText = useProblemText();
  const leave = useChange(useSession((state) => state.signOut));
  return (
    <PageFrame roadmap={[frame.portal, texts.title]} training={deployment.kind === 'training'} width="narrow">
      <Panel aria-labelledby="sign-in-again">
        <h1 id="sign-in-again">{texts.title}</h1>
        <p>{why === again.person ? texts.otherPerson(name) : texts.samePerson(name)}</p>
        {why === again.password && <ProofForm username={username} />}
        {leave.error && (
          <Notice kind="danger" urgent>
            {problemText(leave.error)}
          </Notice>
        )}
        <Button onClick={() => leave.mutate()}>{texts.someoneElse}</Button>
        <p className="field-hint">{texts.someoneElseHint}</p>
      </Panel>
    </PageFrame>
  );
}

function ProofForm({ username }: { username: string }) {
  const texts = usePortalTexts().signIn;
  const problemText = useProblemText();
  const proveAgain = useSession((state) => state.signIn);
  const [password, setPassword] = useState('');
  const send = useChange(() => proveAgain({ username, password, again: true }));

  return (
    <Form sends={send} complete={password !== ''}>
      {send.error && (
        <Notice kind="danger" title={texts.again.failed} urgent>
          <p>
            <Whole>{problemText(send.error)}</Whole>
          </p>
        </Notice>
      )}
      {/* Password managers read it; the person cannot change it here. */}
      <TextField label={texts.username} name="username" autoComplete="username" value={username} readOnly />
      <TextField
        label={texts.password}
        field="password"
        error={password === '' ? texts.passwordMissing : undefined}
        name="password"
        type="password"
        autoComplete="current-password"
        maxLength={limits.signIn.passwordCharacters}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button kind="primary" type="submit" busy={send.isPending && texts.submitting}>
        {texts.again.submit}
      </Button>
    </Form>
  );
}
