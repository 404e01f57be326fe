import { useState } from 'react';
import { Link } from 'wouter';
import { workstationsApi } from '../../../shared/identity/api/workstations.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { typedCode } from '../../../shared/contract/typed-text.ts';
import { call, requireCookies } from '../../platform/api/client.ts';
import { useChange } from '../../platform/api/queries.ts';
import { Button, Notice, Panel, TextField } from '../../platform/design/components.tsx';
import { kiosk } from '../kiosk.ts';
import { PageFrame } from '../../platform/design/page-frame.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { Refusal } from '../../platform/forms/refusal.tsx';
import { usePortalTexts } from '../portal-texts.ts';
import { LanguageChoice } from '../language-choice.tsx';

/** Makes this browser one of the clinic's workstations, with a code that an administrator made [K8]. */
export function EnrolPage({ training }: { training: boolean }) {
  const [code, setCode] = useState('');
  const [name, setName] = useState<string>();
  const [kept, setKept] = useState(true);
  const { frame, workstations: texts } = usePortalTexts();
  const missing = typedCode(code) === '';
  const enrol = useChange(async () => {
    const enrolled = await call(workstationsApi.enrol, { request: { code } });
    await requireCookies(call(workstationsApi.current), ({ enrolledAs }) => enrolledAs !== null);
    setKept((await kiosk?.enrolled().catch(() => undefined))?.kept ?? kiosk === undefined);
    setName(enrolled.name);
  });

  return (
    <PageFrame
      roadmap={[frame.portal, texts.enrolTitle]}
      training={training}
      width="narrow"
      actions={<LanguageChoice />}
    >
      <h1>{texts.enrolTitle}</h1>
      <Panel>
        {name === undefined ? (
          <Form sends={enrol} complete={!missing}>
            <Refusal of={enrol.error} title={texts.failed} />
            <TextField
              label={texts.enrolCode}
              field="code"
              hint={texts.enrolText}
              error={missing ? texts.enrolMissing : undefined}
              autoComplete="off"
              spellCheck={false}
              maxLength={limits.pastedCodeCharacters}
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
            <div>
              <Button kind="primary" type="submit" busy={enrol.isPending && frame.loading}>
                {texts.enrolSubmit}
              </Button>
            </div>
          </Form>
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
