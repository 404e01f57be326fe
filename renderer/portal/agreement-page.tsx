import { type RefObject, useEffect, useRef, useState } from 'react';
import { type Agreement, identityApi } from '../../shared/identity/api/identity.ts';
import { dateInWords } from '../../shared/contract/time.ts';
import type { ApiError } from '../platform/api/api-error.ts';
import { ResourceView } from '../platform/api/resource-view.tsx';
import { useChange, useRead } from '../platform/api/queries.ts';
import { Button, Notice, TextField } from '../platform/design/components.tsx';
import { FieldError, useSaid } from '../platform/design/field.tsx';
import { PageFrame } from '../platform/design/page-frame.tsx';
import { Form } from '../platform/forms/form.tsx';
import { useProblemText } from '../platform/texts/problem-text.ts';
import { useLanguage } from '../platform/texts/wording.tsx';
import { usePortalTexts } from './portal-texts.ts';
import { LanguageChoice } from './language-choice.tsx';
import { useSession } from './session.ts';
import { SignOutButton } from './sign-out-button.tsx';
import './agreement-page.css';

/** The Acceptable Use Agreement, which stands before every application until it is completed [A1]. */
export function AgreementPage({ training }: { training: boolean }) {
  const [round, setRound] = useState(0);
  const language = useLanguage();
  const { frame, agreement: texts } = usePortalTexts();
  return (
    <PageFrame
      roadmap={[frame.portal, texts.title]}
      training={training}
      width="narrow"
      actions={
        <>
          <LanguageChoice />
          <SignOutButton />
        </>
      }
    >
      <div>
        <h1 id="agreement">{texts.title}</h1>
        <p className="soft">{texts.explanation}</p>
      </div>
      {round > 0 && (
        <Notice kind="warning" urgent>
          {texts.outdated}
        </Notice>
      )}
      {/* Another round, or language, reads the agreement anew, and nothing of the last one counts. */}
      <CurrentAgreement key={`${round} ${language}`} onOutdated={() => setRound(round + 1)} />
    </PageFrame>
  );
}

function CurrentAgreement({ onOutdated }: { onOutdated: () => void }) {
  const agreement = useRead(identityApi.agreement);
  return (
    <ResourceView of={agreement}>{(value) => <AgreementForm agreement={value} onOutdated={onOutdated} />}</ResourceView>
  );
}

function AgreementForm({ agreement, onOutdated }: { agreement: Agreement; onOutdated: () => void }) {
  const accept = useSession((state) => state.accept);
  const texts = usePortalTexts().agreement;
  const problemText = useProblemText();
  const [agreed, setAgreed] = useState(false);
  const [signature, setSignature] = useState('');
  const region = useRef<HTMLElement>(null);
  const { end, reached } = useReached();

  const send = useChange(() =>
    accept({ version: agreement.version, sha256: agreement.sha256, signature }).catch((error: ApiError) => {
      if (error.type === 'agreement-outdated') onOutdated();
      else throw error;
    }),
  );
  const missing = signature.trim() === '' ? texts.signatureMissing : undefined;
  const notAgreed = agreed ? undefined : reached ? texts.notAgreed : texts.notRead;
  const refusedSignature =
    send.error?.type === 'agreement-not-signed' ? texts.signatureWrong(agreement.signAs) : undefined;

  return (
    <>
      {send.error && !refusedSignature && (
        <Notice kind="danger" title={texts.failed} urgent>
          {problemText(send.error)}
        </Notice>
      )}
      <AgreementText agreement={agreement} region={region} end={end} />
      <Form sends={send} complete={!notAgreed && !missing}>
        <AgreedBox agreed={agreed} reached={reached} error={notAgreed} onChange={setAgreed} />
        <TextField
          label={texts.signature}
          field="signature"
          hint={texts.signatureHint(agreement.signAs)}
          error={missing ?? refusedSignature}
          name="signature"
          autoComplete="name"
          spellCheck={false}
          maxLength={200}
          value={signature}
          onChange={(event) => {
            setSignature(event.target.value);
            send.reset();
          }}
        />
        <div>
          <Button kind="primary" type="submit" busy={send.isPending && texts.submitting}>
            {texts.submit}
          </Button>
        </div>
      </Form>
    </>
  );
}

type AgreedBoxProps = {
  agreed: boolean;
  /** The end of the text. */
  reached: boolean;
  error: string | undefined;
  onChange: (agreed: boolean) => void;
};

function AgreedBox({ agreed, reached, error, onChange }: AgreedBoxProps) {
  const texts = usePortalTexts().agreement;
  const said = useSaid(error);
  return (
    <div>
      <p className="soft" id="agreement-reading" role="status">
        {reached ? texts.read : texts.toRead}
      </p>
      <label className="check">
        <input
          type="checkbox"
          id="agreement-box"
          aria-disabled={!reached}
          // Whoever has not read to the end goes on reading.
          data-leads-to={reached ? undefined : 'agreement-text'}
          checked={agreed}
          aria-invalid={said ? true : undefined}
          aria-describedby={`agreement-reading${said ? ' agreement-missing' : ''}`}
          onChange={(event) => onChange(reached && event.target.checked)}
        />
        {texts.agree}
      </label>
      <FieldError id="agreement-missing">{said}</FieldError>
    </div>
  );
}

type AgreementTextProps = {
  agreement: Agreement;
  region: RefObject<HTMLElement | null>;
  end: RefObject<HTMLElement | null>;
};

function AgreementText({ agreement, region, end }: AgreementTextProps) {
  const language = useLanguage();
  const texts = usePortalTexts().agreement;
  return (
    <section
      ref={region}
      className="agreement-text"
      id="agreement-text"
      aria-labelledby="agreement"
      aria-describedby="agreement-reading"
      // Scrolls by keyboard too.
      tabIndex={0}
    >
      {agreement.sections.map(({ heading, paragraphs }) => (
        <section className="stack" key={heading}>
          <h2>{heading}</h2>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      ))}
      <p className="soft">
        {texts.version(agreement.version, dateInWords(agreement.effective, language))}
        <span ref={end} />
      </p>
    </section>
  );
}

/**
 * Whether the end of the text has been in view: scrolled to by whatever means, within its frame or with the page where a
 * window is too low for a frame; or there from the start because the whole fits. Once reached, it stays so.
 */
function useReached() {
  const end = useRef<HTMLElement>(null);
  const [reached, setReached] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setReached(true);
    });
    if (end.current) observer.observe(end.current);
    return () => observer.disconnect();
  }, []);
  return { end, reached };
}
