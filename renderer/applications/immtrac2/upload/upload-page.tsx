import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { type TransferDetails, uploadApi } from '../../../../shared/applications/immtrac2/exchange/api.ts';
import { applications } from '../../../../shared/applications/applications.ts';
import type { ApiError } from '../../../platform/api/api-error.ts';
import { call } from '../../../platform/api/client.ts';
import { useChange, useRead } from '../../../platform/api/queries.ts';
import { Button, Notice, Panel, TextField } from '../../../platform/design/components.tsx';
import { PageFrame } from '../../../platform/design/page-frame.tsx';
import { PageLanguage } from '../../../platform/forms/button-choice.tsx';
import { Form } from '../../../platform/forms/form.tsx';
import { useFieldMessage } from '../../../platform/forms/field-message.ts';
import { type ExchangeTexts, useExchangeTexts } from '../exchange/exchange-texts.ts';
import { SendFile } from '../exchange/send-file.tsx';
import { AnswersTable, TransfersTable } from '../exchange/transfer-tables.tsx';

const nobody = { username: null, site: null, training: false };
const refreshEvery = 2000;

/** Web FTP Upload [I10]: outside of the portal, with a sign-in of its own. */
export function UploadPage() {
  const texts = useExchangeTexts().upload;
  const [isChanged, setIsChanged] = useState(false);
  const { data, error, refetch } = useRead(uploadApi.session);
  const session = error ? nobody : data;
  const look = useCallback(() => void refetch(), [refetch]);
  const { username, site } = session ?? nobody;
  return (
    <PageFrame
      roadmap={[texts.application, texts.title]}
      training={session?.training ?? false}
      accent={applications.immtrac2.accent}
      actions={<PageLanguage />}
    >
      <h1>{texts.title}</h1>
      {isChanged && <Notice kind="positive" title={texts.changed} urgent />}
      {session === undefined ? null : username === null ? (
        <SignIn
          onSignedIn={() => {
            setIsChanged(false);
            look();
          }}
        />
      ) : (
        <SignedIn
          who={texts.signedInAs(username, site ?? '')}
          onEnd={look}
          onChanged={() => {
            setIsChanged(true);
            look();
          }}
        />
      )}
    </PageFrame>
  );
}

function said(failure: ApiError, texts: ExchangeTexts['upload']): string {
  if (failure.type === 'sign-in-refused') return texts.refused;
  if (failure.type === 'sign-in-locked' || failure.type === 'too-many-requests') return texts.locked;
  return failure.type === 'password-wrong' ? texts.wrong : texts.failed;
}

function Failed({ failure }: { failure: ApiError | null }): ReactNode {
  const texts = useExchangeTexts().upload;
  if (failure === null) return null;
  return (
    <Notice kind="danger" urgent>
      {said(failure, texts)}
    </Notice>
  );
}

function SignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const texts = useExchangeTexts().upload;
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const missing = (value: string) => (value === '' ? texts.needed : undefined);
  const send = useChange(async () => {
    await call(uploadApi.signIn, { request: { username, password } });
    onSignedIn();
  });
  return (
    <Panel>
      <p>{texts.intro}</p>
      <Form sends={send} complete={username !== '' && password !== ''}>
        <Failed failure={send.error} />
        <TextField
          label={texts.username}
          field="username"
          autoComplete="username"
          value={username}
          onChange={({ target }) => setUsername(target.value)}
          error={missing(username)}
        />
        <TextField
          label={texts.password}
          field="password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={({ target }) => setPassword(target.value)}
          error={missing(password)}
        />
        <Button kind="primary" type="submit" busy={send.isPending && texts.wait}>
          {texts.signIn}
        </Button>
      </Form>
    </Panel>
  );
}

function SignedIn({ who, onEnd, onChanged }: { who: string; onEnd: () => void; onChanged: () => void }) {
  const { upload: texts, files } = useExchangeTexts();
  const loaded = useRead(uploadApi.transfers, { refreshEvery });
  const [shown, setShown] = useState<TransferDetails>();
  // A session that ends while the page is open.
  const isOver = loaded.error?.type === 'sign-in-required';
  useEffect(() => {
    if (isOver) onEnd();
  }, [isOver, onEnd]);
  return (
    <>
      <div className="row">
        <p>{who}</p>
        <Button onClick={() => void call(uploadApi.signOut).finally(onEnd)}>{texts.signOut}</Button>
      </div>
      <Panel>
        <p>{files.intro}</p>
        <SendFile send={(request) => call(uploadApi.send, { request })} onSent={() => setShown(undefined)} />
      </Panel>
      {loaded.data && (
        <TransfersTable
          transfers={loaded.data.transfers}
          timeZone={loaded.data.timeZone}
          open={({ id }) => void call(uploadApi.transfer, { params: { id } }).then(setShown, onEnd)}
        />
      )}
      {shown && (
        <Panel title={shown.fileName}>
          <AnswersTable transfer={shown} />
        </Panel>
      )}
      <ChangePassword onChanged={onChanged} />
    </>
  );
}

function ChangePassword({ onChanged }: { onChanged: () => void }) {
  const { upload: texts, refusals } = useExchangeTexts();
  const wordsOf = useFieldMessage(refusals);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const missing = (value: string) => (value === '' ? texts.needed : undefined);
  const send = useChange(async () => {
    await call(uploadApi.changePassword, { request: { current, next } });
    onChanged();
  });
  const refused = wordsOf(send.error, 'next');
  return (
    <Panel title={texts.change}>
      <Form sends={send} complete={current !== '' && next !== ''} refusals={refusals}>
        {refused === undefined && <Failed failure={send.error} />}
        <TextField
          label={texts.current}
          field="current"
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={({ target }) => setCurrent(target.value)}
          error={missing(current)}
        />
        <TextField
          label={texts.next}
          field="next"
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={({ target }) => setNext(target.value)}
          error={refused ?? missing(next)}
        />
        <Button type="submit" busy={send.isPending && texts.wait}>
          {texts.save}
        </Button>
      </Form>
    </Panel>
  );
}
