import { type SubmitEvent, useState } from 'react';
import { Link } from 'wouter';
import { workstationsApi } from '../../../shared/identity/api/workstations.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { portalTexts } from '../../../shared/identity/texts/portal.ts';
import { workstationTexts as texts } from '../../../shared/identity/texts/workstations.ts';
import { typedCode } from '../../../shared/contract/typed-text.ts';
import { type ApiError, call, requireCookies } from '../../platform/api/client.ts';
import { Button, Notice, Panel, TextField } from '../../platform/design/components.tsx';
import { kiosk } from '../kiosk.ts';
import { PageFrame } from '../../platform/design/page-frame.tsx';

/** Makes this browser one of the clinic's workstations, with a code that an administrator made [K8]. */
export function EnrolPage({ training }: { training: boolean }) {
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const [name, setName] = useState<string>();
  const [kept, setKept] = useState(true);
  const [failure, setFailure] = useState<ApiError>();

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (typedCode(code) === '') return;
    setFailure(undefined);
    try {
      const enrolled = await call(workstationsApi.enrol, { request: { code } });
      await requireCookies(call(workstationsApi.current), ({ enrolledAs }) => enrolledAs !== null);
      setKept((await kiosk?.enrolled().catch(() => undefined))?.kept ?? kiosk === undefined);
      setName(enrolled.name);
    } catch (error) {
      setFailure(error as ApiError);
    }
  };

  return (
    <PageFrame roadmap={[portalTexts.portal, texts.enrolTitle]} training={training} width="narrow">
      <h1>{texts.enrolTitle}</h1>
      <Panel>
        {name === undefined ? (
          <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
            {failure && (
              <Notice kind="danger" title={texts.failed} urgent>
                {failure.message}
              </Notice>
            )}
            <TextField
              label={texts.enrolCode}
              hint={texts.enrolText}
              error={tried && code.trim() === '' ? texts.enrolMissing : undefined}
              autoComplete="off"
              spellCheck={false}
              maxLength={limits.pastedCodeCharacters}
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
            <div>
              <Button kind="primary" type="submit">
                {texts.enrolSubmit}
              </Button>
            </div>
          </form>
        ) : (
          <Notice kind={kept ? 'positive' : 'warning'} title={texts.enrolDone(name)} urgent>
            {!kept && <p>{texts.notKept}</p>}
            <Link href="/sign-in">{texts.toSignIn}</Link>
          </Notice>
        )}
      </Panel>
    </PageFrame>
  );
}
