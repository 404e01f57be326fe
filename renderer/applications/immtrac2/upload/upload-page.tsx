import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { Static } from 'typebox';
import { type TransferDetails, uploadApi } from '../../../../shared/applications/immtrac2/exchange/api.ts';
import { applications } from '../../../../shared/applications/applications.ts';
import { languageNames, languages } from '../../../../shared/contract/languages.ts';
import { type ApiError, call } from '../../../platform/api/client.ts';
import { useResource } from '../../../platform/api/use-resource.ts';
import { Button, Notice, Panel, TextField } from '../../../platform/design/components.tsx';
import { PageFrame } from '../../../platform/design/page-frame.tsx';
import { Form } from '../../../platform/forms/form.tsx';
import { useFieldMessage } from '../../../platform/forms/field-message.ts';
import { useSubmission } from '../../../platform/forms/use-submission.ts';
import { type ExchangeTexts, useExchangeTexts } from '../exchange/exchange-texts.ts';
import { speak, useLanguage, useTexts } from '../../../platform/texts/wording.tsx';
import { SendFile } from '../exchange/send-file.tsx';
import { AnswersTable, TransfersTable } from '../exchange/transfer-tables.tsx';

type Session = Static<typeof uploadApi.session.answer>;
const refreshEvery = 2000;

/** Web FTP Upload [I10]: outside of the portal, with a sign-in of its own. */
export function UploadPage() {
  const texts = useExchangeTexts().upload;
  const [session, setSession] = useState<Session>();
  const [isChanged, setIsChanged] = useState(false);
  const look = useCallback(() => {
    call(uploadApi.session).then(setSession, () => setSession({ username: null, site: null, training: false }));
  }, []);
  useEffect(look, [look]);
  const { username, site } = session ?? { username: null, site: null };
  return (
    <PageFrame
      roadmap={[texts.application, texts.title]}
      training={session?.training ?? false}
      accent={applications.immtrac2.accent}
      actions={<Languages />}
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

/** Nobody has an account here that keeps it: the page begins as the browser asks. */
function Languages() {
  const spoken = useLanguage();
  return (
    <div className="row" role="group" aria-label={useTexts().frame.language}>
      {languages.map((language) => (
        <Button key={language} lang={language} aria-pressed={language === spoken} onClick={() => void speak(language)}>
          {languageNames[language]}
        </Button>
      ))}
    </div>
  );
}

function said(failure: ApiError, texts: ExchangeTexts['upload']): string {
  if (failure.type === 'sign-in-refused') return texts.refused;
  if (failure.type === 'sign-in-locked' || failure.type === 'too-many-requests') return texts.locked;
  return failure.type === 'password-wrong' ? texts.wrong : texts.failed;
}

function Failed({ failure }: { failure: ApiError | undefined }): ReactNode {
  const texts = useExchangeTexts().upload;
  if (failure === undefined) return null;
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
  const { attempts, busy, failure, submit } = useSubmission();
  const missing = (value: string) => (attempts > 0 && value === '' ? texts.needed : undefined);
  const send = async () => {
    await call(uploadApi.signIn, { request: { username, password } });
    onSignedIn();
  };
  return (
    <Panel>
      <p>{texts.intro}</p>
      <Form attempts={attempts} onSubmit={() => void submit(username !== '' && password !== '', send)}>
        <Failed failure={failure} />
        <TextField
          label={texts.username}
          autoComplete="username"
          value={username}
          onChange={({ target }) => setUsername(target.value)}
          error={missing(username)}
        />
        <TextField
          label={texts.password}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={({ target }) => setPassword(target.value)}
          error={missing(password)}
        />
        <Button kind="primary" type="submit" busy={busy && texts.wait}>
          {texts.signIn}
        </Button>
      </Form>
    </Panel>
  );
}

function SignedIn({ who, onEnd, onChanged }: { who: string; onEnd: () => void; onChanged: () => void }) {
  const { upload: texts, files } = useExchangeTexts();
  const loaded = useResource(uploadApi.transfers, { refreshEvery });
  const [shown, setShown] = useState<TransferDetails>();
  // A session that ends while the page is open.
  const isOver = loaded.state === 'failed' && loaded.error.type === 'sign-in-required';
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
      {loaded.state === 'ready' && (
        <TransfersTable
          transfers={loaded.value.transfers}
          timeZone={loaded.value.timeZone}
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
  const { attempts, busy, failure, submit } = useSubmission();
  const missing = (value: string) => (attempts > 0 && value === '' ? texts.needed : undefined);
  const refused = wordsOf(failure, 'next');
  const send = async () => {
    await call(uploadApi.changePassword, { request: { current, next } });
    onChanged();
  };
  return (
    <Panel title={texts.change}>
      <Form attempts={attempts} onSubmit={() => void submit(current !== '' && next !== '', send)}>
        {refused === undefined && <Failed failure={failure} />}
        <TextField
          label={texts.current}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={({ target }) => setCurrent(target.value)}
          error={missing(current)}
        />
        <TextField
          label={texts.next}
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={({ target }) => setNext(target.value)}
          error={refused ?? missing(next)}
        />
        <Button type="submit" busy={busy && texts.wait}>
          {texts.save}
        </Button>
      </Form>
    </Panel>
  );
}
