import { useState } from 'react';
import { Check as fits } from 'typebox/schema';
import { applicationApi } from '../../../../shared/applications/api/application.ts';
import { applications } from '../../../../shared/applications/applications.ts';
import { enrollmentsApi, type EnrollmentStatus } from '../../../../shared/applications/syntropi/enrollment/api.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { call } from '../../../platform/api/client.ts';
import { useChange, useRead } from '../../../platform/api/queries.ts';
import { Button, ButtonLink, Notice, Panel, TextField } from '../../../platform/design/components.tsx';
import { PageFrame } from '../../../platform/design/page-frame.tsx';
import { PageLanguage } from '../../../platform/forms/button-choice.tsx';
import { Form } from '../../../platform/forms/form.tsx';
import { Failure } from '../failure.tsx';
import { useSyntropiTexts } from '../syntropi-texts.ts';

type Answer = { readonly status: EnrollmentStatus; readonly since: string; readonly renewBy?: string };

/** How an enrollment stands, for whoever waits and has no account [Y5]. */
export function StatusPage() {
  const { organization, enrollment } = useSyntropiTexts();
  const texts = enrollment.ask;
  const loaded = useRead(applicationApi.place);
  const place = loaded.data;
  const { name, accent } = applications.syntropi;
  return (
    <PageFrame
      roadmap={['Enterprise Portal', { name, address: '/' }, texts.title]}
      training={place?.training ?? false}
      accent={accent}
      actions={<PageLanguage />}
    >
      <div className="beside">
        <div className="stack">
          <h1>{texts.title}</h1>
          <p>{texts.intro}</p>
          <Question />
        </div>
        <nav className="panel no-print" aria-label={organization.wayBack}>
          <h2>{organization.wayBack}</h2>
          <p className="soft">{texts.wayBackText}</p>
          {place && <ButtonLink href={place.portal}>{texts.wayBack}</ButtonLink>}
        </nav>
      </div>
    </PageFrame>
  );
}

function Question() {
  const { enrollment } = useSyntropiTexts();
  const texts = enrollment.ask;
  const [typed, setTyped] = useState({ number: '', email: '' });
  const [answer, setAnswer] = useState<Answer>();
  const complete =
    typed.number.trim() !== '' && fits(enrollmentsApi.status.request.properties.email, typed.email.trim());
  const ask = useChange(async () => {
    setAnswer(undefined);
    const request = { number: typed.number.trim(), email: typed.email.trim() };
    setAnswer(await call(enrollmentsApi.status, { request }));
  });
  const refused = ask.error?.type === 'not-found' ? texts.none : ask.error?.parameters.refusal && texts.tooMany;
  const field = (
    name: keyof typeof typed,
    more: { label: string; hint: string; maxLength: number; type?: 'email' },
  ) => (
    <TextField
      {...more}
      field={name}
      value={typed[name]}
      autoComplete="off"
      spellCheck={false}
      onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
      error={typed[name].trim() === '' ? texts.needed : undefined}
    />
  );
  return (
    <Panel>
      <Form sends={ask} complete={complete}>
        {refused && (
          <Notice kind="danger" title={texts.failed} urgent>
            {refused}
          </Notice>
        )}
        {ask.error && !refused && <Failure error={ask.error} title={texts.failed} />}
        {answer && (
          <Notice title={texts.answer(enrollment.status[answer.status], shownDate(answer.since))} urgent>
            <p>{enrollment.next[answer.status]}</p>
            {answer.renewBy && <p>{texts.renewBy(shownDate(answer.renewBy))}</p>}
          </Notice>
        )}
        {field('number', { label: texts.number, hint: texts.numberHint, maxLength: 40 })}
        {field('email', { label: texts.email, hint: texts.emailHint, maxLength: 254, type: 'email' })}
        <div className="row">
          <Button kind="primary" type="submit" busy={ask.isPending && texts.checking}>
            {texts.submit}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}
