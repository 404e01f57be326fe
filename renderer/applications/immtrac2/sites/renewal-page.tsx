import { useLayoutEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { immtrac2Api } from '../../../../shared/applications/immtrac2/api.ts';
import type { SiteAgreement, SiteAgreements } from '../../../../shared/applications/immtrac2/sites/api.ts';
import { call } from '../../../platform/api/client.ts';
import { useChange, useRead } from '../../../platform/api/queries.ts';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Button, Notice } from '../../../platform/design/components.tsx';
import { Stepper } from '../../../platform/design/states.tsx';
import { Form } from '../../../platform/forms/form.tsx';
import { useClientDraft } from '../clients/client-draft.ts';
import { DraftNotice } from '../forms/draft-notice.tsx';
import { ImmTrac2Frame } from '../frame.tsx';
import { ProblemList } from '../forms/problem-list.tsx';
import { begunFields, missingIn, type RenewalFields, renewalIn, renewalName, stepOf } from './renewal-fields.ts';
import { AgreementOnPaper, RenewalStep } from './renewal-steps.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

/** A site's agreement is renewed step by step: site, contacts, use, review, agreement, signature [I9]. */
export function RenewalPage({ siteId }: { siteId: string }) {
  const { renewal: texts, ...agreementTexts } = useImmTrac2Texts().siteAgreement;
  const loaded = useRead(immtrac2Api.siteAgreements);
  return (
    <ImmTrac2Frame step={texts.title} width="narrow">
      <p className="no-print">
        <Link href="/site-agreement">{texts.toSites}</Link>
      </p>
      <ApplicationResource of={loaded}>
        {(known) => {
          const agreement = known.agreements.find(({ site, mayRenew }) => site.id === siteId && mayRenew);
          if (!agreement) return <Notice kind="warning">{agreementTexts.askToRenew}</Notice>;
          return (
            <>
              <h1 className="no-print">{texts.title}</h1>
              <p className="no-print">
                <strong>{agreement.site.name}</strong>
              </p>
              <Steps agreement={agreement} known={known} />
            </>
          );
        }}
      </ApplicationResource>
    </ImmTrac2Frame>
  );
}

function Steps({ agreement, known }: { agreement: SiteAgreement; known: SiteAgreements }) {
  const { renewal: texts } = useImmTrac2Texts().siteAgreement;
  const { site } = agreement;
  const [begun] = useState<RenewalFields>(() => begunFields(agreement, known));
  const [fields, setFields] = useState(begun);
  const [step, setStep] = useState(0);
  const [, goTo] = useLocation();
  const draft = useClientDraft('renewal', site.id, { begun, fields, restore: setFields });
  const missing = missingIn(fields, step, known.signsHere, texts);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  // Each step is a form of its own, and whoever went on reads its heading first.
  useLayoutEffect(() => {
    if (shown.current !== step) heading.current?.focus();
    shown.current = step;
  }, [step]);
  const renew = useChange(async () => {
    await call(immtrac2Api.renew, { params: { site: site.id }, request: renewalIn(fields, known.signsHere) });
    draft.discard();
    goTo(`/site-agreement?renewed=${site.id}`);
  });
  const isLast = step === texts.steps.length - 1;
  const forward = { ...renew, mutate: () => setStep(step + 1) };
  return (
    <>
      <div className="no-print">
        <Stepper label={texts.stepsName} steps={texts.steps} current={step} />
      </div>
      <Form
        key={step}
        sends={isLast ? renew : forward}
        complete={Object.keys(missing).length === 0}
        aria-label={texts.steps[step]}
      >
        <DraftNotice restored={draft.restored} />
        <h2 ref={heading} className="no-print" tabIndex={-1}>
          {texts.steps[step]}
        </h2>
        {renew.error && isLast && (
          <>
            <ProblemList error={renew.error} title={texts.notSaved} nameOf={(field) => renewalName(field, texts)} />
            <div className="row no-print">
              {[...new Set(renew.error.fields.map(({ field }) => stepOf(field)))]
                .filter((other) => other !== step)
                .map((other) => (
                  <Button key={other} onClick={() => setStep(other)}>{`${texts.back}: ${texts.steps[other]}`}</Button>
                ))}
            </div>
          </>
        )}
        <RenewalStep
          step={step}
          site={site.name}
          fields={fields}
          errors={missing}
          signsHere={known.signsHere}
          type={(name, value) => setFields((before) => ({ ...before, [name]: value }))}
        />
        <div className="row no-print">
          {step > 0 && <Button onClick={() => setStep(step - 1)}>{texts.back}</Button>}
          <Button kind="primary" type="submit" unavailable={renew.isPending}>
            {isLast ? texts.sign : texts.next}
          </Button>
        </div>
      </Form>
      {isLast && !known.signsHere && <AgreementOnPaper site={site.name} fields={fields} />}
    </>
  );
}
