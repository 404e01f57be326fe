import { type SubmitEvent, useState } from 'react';
import type { Agreement } from '../../shared/api/identity.ts';
import { portalTexts } from '../../shared/texts/portal.ts';
import type { ApiError } from '../api/client.ts';
import { ResourceView } from '../api/resource-view.tsx';
import { useResource } from '../api/use-resource.ts';
import { Button, Notice } from '../design/components.tsx';
import { PageFrame } from '../design/page-frame.tsx';
import { useSession } from './session.ts';
import { SignOutButton } from './sign-out-button.tsx';

const { portal, agreement: texts } = portalTexts;

/** The Acceptable Use Agreement, which stands before every application until it is completed [A1]. */
export function AgreementPage({ training }: { training: boolean }) {
  const agreement = useResource<Agreement>('/api/agreement');
  return (
    <PageFrame roadmap={[portal, texts.title]} training={training} width="narrow" actions={<SignOutButton />}>
      <ResourceView of={agreement}>{(value) => <AgreementForm agreement={value} />}</ResourceView>
    </PageFrame>
  );
}

function AgreementForm({ agreement }: { agreement: Agreement }) {
  const accept = useSession((state) => state.accept);
  const [agreed, setAgreed] = useState(false);
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<ApiError>();

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (agreed) accept({ version: agreement.version, sha256: agreement.sha256 }).catch(setError);
  };

  return (
    <>
      <div>
        <h1 id="agreement">{agreement.title}</h1>
        <p className="soft">{texts.explanation}</p>
      </div>
      {error && (
        <Notice kind="danger" urgent>
          {error.message}
        </Notice>
      )}
      <article className="panel" aria-labelledby="agreement">
        {agreement.sections.map(({ heading, paragraphs }) => (
          <section className="stack" key={heading}>
            <h2>{heading}</h2>
            {paragraphs.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </section>
        ))}
        <p className="soft">{texts.version(agreement.version, agreement.effective)}</p>
      </article>
      <form className="stack" noValidate onSubmit={submit}>
        <label className="check">
          <input
            type="checkbox"
            checked={agreed}
            aria-invalid={tried && !agreed ? true : undefined}
            aria-describedby={tried && !agreed ? 'not-agreed' : undefined}
            onChange={(event) => setAgreed(event.target.checked)}
          />
          {texts.agree}
        </label>
        {tried && !agreed && (
          <span className="field-error" id="not-agreed" role="alert">
            {texts.notAgreed}
          </span>
        )}
        <div>
          <Button kind="primary" type="submit">
            {texts.submit}
          </Button>
        </div>
      </form>
    </>
  );
}
