import { shownDate } from '../../../../shared/contract/time.ts';
import { CheckGroup } from '../../../platform/design/choices.tsx';
import { Button, Details, Panel, TextField } from '../../../platform/design/components.tsx';
import { SelectField } from '../../../platform/design/select-field.tsx';
import type { Reporting } from '../../../../shared/applications/immtrac2/sites/api.ts';
import { profileFields, type RenewalFields, type RenewalTexts, reportingIn } from './renewal-fields.ts';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

type StepProps = {
  step: number;
  site: string;
  fields: RenewalFields;
  errors: Readonly<Record<string, string>>;
  signsHere: boolean;
  type: (name: string, value: string) => void;
};

type LineName = (typeof profileFields)[number][number];

/** The fields of one step. */
export function RenewalStep(props: StepProps) {
  switch (props.step) {
    case 0:
    case 1:
      return <Lines names={profileFields[props.step]} {...props} />;
    case 2:
      return <Use {...props} />;
    case 3:
      return <Review {...props} />;
    case 4:
      return <Agreement {...props} />;
    default:
      return <Signing {...props} />;
  }
}

function Lines({ names, fields, errors, type }: StepProps & { names: readonly LineName[] }) {
  const { renewal: texts } = useImmTrac2Texts().siteAgreement;
  return (
    <div className="form-fields">
      {names.map((name) => (
        <TextField
          key={name}
          label={texts[name]}
          type={name === 'contactEmail' ? 'email' : name === 'phone' || name === 'contactPhone' ? 'tel' : 'text'}
          value={fields[name] ?? ''}
          error={errors[name]}
          maxLength={80}
          autoComplete="off"
          onChange={(event) => type(name, event.target.value)}
        />
      ))}
    </div>
  );
}

function Use({ fields, errors, type }: StepProps) {
  const { renewal: texts } = useImmTrac2Texts().siteAgreement;
  return (
    <>
      <SelectField
        label={texts.intent}
        value={fields['intent'] ?? ''}
        choices={namesOf(texts.intents)}
        onChoose={(value) => type('intent', value)}
      />
      <CheckGroup
        legend={texts.reporting}
        choices={namesOf(texts.reportings)}
        chosen={reportingIn(fields)}
        error={errors['reporting']}
        onChange={(chosen: Reporting[]) => type('reporting', chosen.join(' '))}
      />
    </>
  );
}

function namesOf<Id extends string>(words: Readonly<Record<Id, string>>) {
  return (Object.keys(words) as Id[]).map((id) => ({ id, name: words[id] }));
}

function Review({ site, fields }: StepProps) {
  const { renewal: texts, ...agreementTexts } = useImmTrac2Texts().siteAgreement;
  return (
    <>
      <p>{texts.review}</p>
      <Panel>
        <Details items={[[agreementTexts.site, site], ...said(fields, texts)]} />
      </Panel>
    </>
  );
}

function said(fields: RenewalFields, texts: RenewalTexts): [string, string][] {
  const intent = fields['intent'] as keyof typeof texts.intents;
  return [
    ...profileFields.flat().map((name): [string, string] => [texts[name], fields[name] ?? '']),
    [texts.intent, texts.intents[intent] ?? ''],
    [
      texts.reporting,
      reportingIn(fields)
        .map((each) => texts.reportings[each])
        .join(', '),
    ],
  ];
}

function Agreement({ fields, errors, type }: StepProps) {
  const { renewal: texts, ...agreementTexts } = useImmTrac2Texts().siteAgreement;
  return (
    <>
      <p>{texts.agreement}</p>
      <Panel>
        {agreementTexts.text.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </Panel>
      <MustBeSo
        name="agreed"
        legend={agreementTexts.title}
        label={texts.agree}
        fields={fields}
        errors={errors}
        type={type}
      />
    </>
  );
}

type MustBeSoProps = Pick<StepProps, 'fields' | 'errors' | 'type'> & { name: string; legend: string; label: string };

/** A box that has to be checked to go on. */
function MustBeSo({ name, legend, label, fields, errors, type }: MustBeSoProps) {
  return (
    <CheckGroup
      legend={legend}
      choices={[{ id: 'yes', name: label }]}
      chosen={fields[name] === 'yes' ? ['yes'] : []}
      error={errors[name]}
      onChange={([chosen = '']) => type(name, chosen)}
    />
  );
}

function Signing({ fields, errors, signsHere, type }: StepProps) {
  const { renewal: texts } = useImmTrac2Texts().siteAgreement;
  const line = (name: 'signer' | 'title', label: string) => (
    <TextField
      label={label}
      value={fields[name] ?? ''}
      error={errors[name]}
      maxLength={name === 'title' ? 60 : 80}
      autoComplete="off"
      onChange={(event) => type(name, event.target.value)}
    />
  );
  return (
    <>
      <p className="no-print">{signsHere ? texts.signHere : texts.onPaperText}</p>
      {!signsHere && (
        <div className="row no-print">
          <Button onClick={() => window.print()}>{texts.print}</Button>
        </div>
      )}
      <div className="form-fields no-print">
        {line('signer', texts.signer)}
        {line('title', texts.signerTitle)}
        {signsHere ? (
          <Details items={[[texts.signedOn, shownDate(fields['signedOn'] ?? '')]]} />
        ) : (
          <TextField
            label={texts.signedOn}
            type="date"
            value={fields['signedOn'] ?? ''}
            error={errors['signedOn']}
            onChange={(event) => type('signedOn', event.target.value)}
          />
        )}
      </div>
      {!signsHere && (
        <div className="no-print">
          <MustBeSo
            name="onPaper"
            legend={texts.signature}
            label={texts.onPaper}
            fields={fields}
            errors={errors}
            type={type}
          />
        </div>
      )}
    </>
  );
}

/** What the Authorized Signer signs; beside the form, which is not printed. */
export function AgreementOnPaper({ site, fields }: Pick<StepProps, 'site' | 'fields'>) {
  const { renewal: texts, ...agreementTexts } = useImmTrac2Texts().siteAgreement;
  return (
    <div className="printed-only stack">
      <h2>{agreementTexts.title}</h2>
      <Details items={[[agreementTexts.site, site], ...said(fields, texts)]} />
      {agreementTexts.text.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <p className="form-line">{texts.signature}</p>
      <p className="form-line">{`${texts.signer}, ${texts.signerTitle}`}</p>
      <p className="form-line">{texts.date}</p>
    </div>
  );
}
