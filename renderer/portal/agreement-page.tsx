import { type RefObject, type SubmitEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type Agreement, identityApi } from '../../shared/identity/api/identity.ts';
import { shownDate } from '../../shared/contract/time.ts';
import { portalTexts } from '../../shared/identity/texts/portal.ts';
import type { ApiError } from '../platform/api/client.ts';
import { ResourceView } from '../platform/api/resource-view.tsx';
import { useResource } from '../platform/api/use-resource.ts';
import { Button, Notice, TextField } from '../platform/design/components.tsx';
import { PageFrame } from '../platform/design/page-frame.tsx';
import { useSession } from './session.ts';
import { SignOutButton } from './sign-out-button.tsx';
import './agreement-page.css';

const { portal, agreement: texts } = portalTexts;

/** The Acceptable Use Agreement, which stands before every application until it is completed [A1]. */
export function AgreementPage({ training }: { training: boolean }) {
  const [round, setRound] = useState(0);
  return (
    <PageFrame roadmap={[portal, texts.title]} training={training} width="narrow" actions={<SignOutButton />}>
      <div>
        <h1 id="agreement">{texts.title}</h1>
        <p className="soft">{texts.explanation}</p>
      </div>
      {round > 0 && (
        <Notice kind="warning" urgent>
          {texts.outdated}
        </Notice>
      )}
      {/* Another round reads the agreement anew, and nothing of the last one counts. */}
      <CurrentAgreement key={round} onOutdated={() => setRound(round + 1)} />
    </PageFrame>
  );
}

function CurrentAgreement({ onOutdated }: { onOutdated: () => void }) {
  const agreement = useResource(identityApi.agreement);
  return (
    <ResourceView of={agreement}>{(value) => <AgreementForm agreement={value} onOutdated={onOutdated} />}</ResourceView>
  );
}

function AgreementForm({ agreement, onOutdated }: { agreement: Agreement; onOutdated: () => void }) {
  const accept = useSession((state) => state.accept);
  const [agreed, setAgreed] = useState(false);
  const [signature, setSignature] = useState('');
  /** Counts what calls attention to the fields: submitting, and being refused. */
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ApiError>();
  const region = useRef<HTMLElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const { end, reached } = useReached(region);

  const missing = signature.trim() === '' ? texts.signatureMissing : undefined;
  const notAgreed = agreed ? undefined : reached ? texts.notAgreed : texts.notRead;
  const refusedSignature = refusal?.fields.find(({ field }) => field === 'signature')?.message;

  // What is wrong is drawn by then; the first of it is where to go on.
  useLayoutEffect(() => {
    const wrong = form.current?.querySelector<HTMLInputElement>('[aria-invalid="true"]');
    if (tries > 0) (wrong?.disabled ? region.current : wrong)?.focus();
  }, [tries]);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy) return;
    setTries((count) => count + 1);
    setRefusal(undefined);
    if (notAgreed || missing) return;
    setBusy(true);
    try {
      await accept({ version: agreement.version, sha256: agreement.sha256, signature });
    } catch (error) {
      const { type } = error as ApiError;
      if (type === 'agreement-outdated') return onOutdated();
      setRefusal(error as ApiError);
      setTries((count) => count + 1);
      setBusy(false);
    }
  };

  return (
    <>
      {refusal && !refusedSignature && (
        <Notice kind="danger" title={texts.failed} urgent>
          {refusal.message}
        </Notice>
      )}
      <AgreementText agreement={agreement} region={region} end={end} />
      <form ref={form} className="stack" noValidate onSubmit={(event) => void submit(event)}>
        <div>
          <p className="soft" id="agreement-reading" role="status">
            {reached ? texts.read : texts.toRead}
          </p>
          <label className="check">
            <input
              type="checkbox"
              disabled={!reached}
              checked={agreed}
              aria-invalid={tries > 0 && notAgreed ? true : undefined}
              aria-describedby={`agreement-reading${tries > 0 && notAgreed ? ' agreement-missing' : ''}`}
              onChange={(event) => setAgreed(event.target.checked)}
            />
            {texts.agree}
          </label>
          {tries > 0 && notAgreed && (
            <span className="field-error" id="agreement-missing" role="alert">
              {notAgreed}
            </span>
          )}
        </div>
        <TextField
          label={texts.signature}
          hint={texts.signatureHint(agreement.signAs)}
          error={tries > 0 ? (missing ?? refusedSignature) : undefined}
          name="signature"
          autoComplete="name"
          spellCheck={false}
          maxLength={200}
          value={signature}
          onChange={(event) => {
            setSignature(event.target.value);
            setRefusal(undefined);
          }}
        />
        <div>
          <Button kind="primary" type="submit">
            {busy ? texts.submitting : texts.submit}
          </Button>
        </div>
      </form>
    </>
  );
}

type AgreementTextProps = {
  agreement: Agreement;
  region: RefObject<HTMLElement | null>;
  end: RefObject<HTMLElement | null>;
};

function AgreementText({ agreement, region, end }: AgreementTextProps) {
  return (
    <section
      ref={region}
      className="agreement-text"
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
        {texts.version(agreement.version, shownDate(agreement.effective))}
        <span ref={end} />
      </p>
    </section>
  );
}

/**
 * Whether the end of a scrolling region has been in view: scrolled to by whatever means, or there from the start because
 * the whole fits. Once reached, it stays so.
 */
function useReached(region: RefObject<HTMLElement | null>) {
  const end = useRef<HTMLElement>(null);
  const [reached, setReached] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setReached(true);
      },
      { root: region.current },
    );
    if (end.current) observer.observe(end.current);
    return () => observer.disconnect();
  }, [region]);
  return { end, reached };
}
