import { type SubmitEvent, useState } from 'react';
import { supportApi, type SupportedAccount } from '../../../shared/identity/api/support.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { supportTexts } from '../../../shared/identity/texts/support.ts';
import { type ApiError, call } from '../../platform/api/client.ts';
import { Button, Notice, Panel, TextField } from '../../platform/design/components.tsx';
import { AccountPanel } from './account-panel.tsx';

const texts = supportTexts.find;

/** Finds an account by its username, and shows it beneath. */
export function FindAccountPanel({ administrator }: { administrator: boolean }) {
  const [username, setUsername] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiError>();
  const [found, setFound] = useState<{ account: SupportedAccount | null; search: number }>();
  const missing = tried && username.trim() === '';

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy || username.trim() === '') return;
    setBusy(true);
    setFailure(undefined);
    try {
      const { account } = await call(supportApi.find, { request: { username } });
      setFound((before) => ({ account, search: (before?.search ?? 0) + 1 }));
    } catch (error) {
      setFailure(error as ApiError);
      setFound(undefined);
    }
    setBusy(false);
  };

  return (
    <>
      <Panel title={texts.title}>
        <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
          {failure && (
            <Notice kind="danger" title={texts.failed} urgent>
              {failure.message}
            </Notice>
          )}
          <TextField
            label={texts.username}
            hint={texts.employeeHint}
            error={missing ? texts.missing : undefined}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={limits.signIn.usernameCharacters}
            value={username}
            onChange={(event) => setUsername(event.target.value)}
          />
          <div>
            <Button kind="primary" type="submit">
              {busy ? texts.submitting : texts.submit}
            </Button>
          </div>
        </form>
      </Panel>
      {found?.account === null && (
        <Notice key={found.search} kind="warning" title={texts.none} urgent>
          {texts.noneText}
        </Notice>
      )}
      {found?.account && <AccountPanel key={found.search} found={found.account} administrator={administrator} />}
    </>
  );
}
