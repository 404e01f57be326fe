import { useState } from 'react';
import { supportApi, type SupportedAccount } from '../../../shared/identity/api/support.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { call } from '../../platform/api/client.ts';
import { Button, Notice, Panel, TextField } from '../../platform/design/components.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { useSubmission } from '../../platform/forms/use-submission.ts';
import { useProblemText } from '../../platform/texts/problem-text.ts';
import { useTexts } from '../../platform/texts/wording.tsx';
import { AccountPanel } from './account-panel.tsx';

/** Finds an account by its username, and shows it beneath. */
export function FindAccountPanel({ administrator }: { administrator: boolean }) {
  const [username, setUsername] = useState('');
  const texts = useTexts().support.find;
  const problemText = useProblemText();
  const { attempts, busy, failure, submit } = useSubmission();
  const [found, setFound] = useState<{ account: SupportedAccount | null; search: number }>();
  const missing = username.trim() === '';
  const find = async () => {
    const { account } = await call(supportApi.find, { request: { username } });
    setFound((before) => ({ account, search: (before?.search ?? 0) + 1 }));
  };

  return (
    <>
      <Panel title={texts.title}>
        <Form attempts={attempts} onSubmit={() => void submit(!missing, find)}>
          {failure && (
            <Notice kind="danger" title={texts.failed} urgent>
              {problemText(failure)}
            </Notice>
          )}
          <TextField
            label={texts.username}
            hint={texts.employeeHint}
            error={attempts > 0 && missing ? texts.missing : undefined}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={limits.signIn.usernameCharacters}
            value={username}
            onChange={(event) => setUsername(event.target.value)}
          />
          <div>
            <Button kind="primary" type="submit" busy={busy && texts.submitting}>
              {texts.submit}
            </Button>
          </div>
        </Form>
      </Panel>
      {!failure && found?.account === null && (
        <Notice key={found.search} kind="warning" title={texts.none} urgent>
          {texts.noneText}
        </Notice>
      )}
      {!failure && found?.account && (
        <AccountPanel key={found.search} found={found.account} administrator={administrator} />
      )}
    </>
  );
}
