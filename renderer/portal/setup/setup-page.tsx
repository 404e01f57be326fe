import { useEffect, useRef, useState } from 'react';
import type { Deployment } from '../../../shared/identity/api/identity.ts';
import { setUpApi, type SetUpDone, type SetUpState } from '../../../shared/identity/api/setup.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { typedCode } from '../../../shared/contract/typed-text.ts';
import { call } from '../../platform/api/client.ts';
import { ResourceView } from '../../platform/api/resource-view.tsx';
import { useChange, useRead } from '../../platform/api/queries.ts';
import { RadioGroup } from '../../platform/design/choices.tsx';
import { Button, Notice, Panel, TextField } from '../../platform/design/components.tsx';
import { PageFrame } from '../../platform/design/page-frame.tsx';
import { SelectField } from '../../platform/design/select-field.tsx';
import { Stepper } from '../../platform/design/states.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { Refusal } from '../../platform/forms/refusal.tsx';
import { usePortalTexts } from '../portal-texts.ts';
import { kiosk } from '../kiosk.ts';
import { LanguageChoice } from '../language-choice.tsx';
import { ClinicStep } from './clinic-step.tsx';
import { RecoverySheet } from './recovery-sheet.tsx';

type Kind = Deployment['kind'];

/** The first run [R6]: whoever looks after the server says what it is for, and makes the first administrator. */
export function SetUpPage() {
  const { frame, setup: texts } = usePortalTexts();
  const state = useRead(setUpApi.state);
  const title = state.data?.kiosk ? texts.kiosk.title : texts.title;
  return (
    <PageFrame roadmap={[frame.portal, title]} training={false} width="narrow" actions={<LanguageChoice />}>
      <h1 className="no-print">{state.isPending ? frame.loading : title}</h1>
      <ResourceView of={state}>{(value) => <Steps state={value} />}</ResourceView>
    </PageFrame>
  );
}

function Steps({ state }: { state: SetUpState }) {
  const texts = usePortalTexts().setup;
  const [step, setStep] = useState<'code' | 'kind' | 'clinic'>('code');
  const [code, setCode] = useState('');
  const [timeZone, setTimeZone] = useState(state.timeZone);
  const [done, setDone] = useState<SetUpDone>();
  const current = done ? 3 : { code: 0, kind: 1, clinic: 2 }[step];
  const doneTitle = state.kiosk ? texts.kiosk.done : texts.done.title;
  const heading = useRef<HTMLHeadingElement>(null);
  const seen = useRef(0);
  useEffect(() => {
    // Whoever came here begins at the top of the page; whoever goes on, where it goes on.
    if (seen.current !== current) heading.current?.focus();
    seen.current = current;
  }, [current]);
  useEffect(() => {
    void kiosk?.firstRunCodes?.().then(({ setUp }) => setUp && setCode((typed) => (typed === '' ? setUp : typed)));
  }, []);
  const chosenZone = state.timeZoneFixed ? {} : { timeZone };
  return (
    <>
      <div className="no-print">
        <Stepper label={texts.steps} steps={texts.stepNames} current={current} />
      </div>
      <Panel>
        <h2 className="no-print" tabIndex={-1} ref={heading}>
          {done ? doneTitle : texts.stepNames[current]}
        </h2>
        {done ? (
          <RecoverySheet done={done} isKiosk={state.kiosk !== undefined} />
        ) : step === 'code' ? (
          <CodeStep {...{ state, code }} onChange={setCode} onDone={() => setStep('kind')} />
        ) : step === 'kind' ? (
          <KindStep
            {...{ state, code, timeZone, chosenZone }}
            onTimeZone={setTimeZone}
            onClinic={() => setStep('clinic')}
            onDone={setDone}
          />
        ) : (
          <ClinicStep {...{ state, code, chosenZone }} onBack={() => setStep('kind')} onDone={setDone} />
        )}
      </Panel>
    </>
  );
}

type CodeStepProps = { state: SetUpState; code: string; onChange: (code: string) => void; onDone: () => void };

function CodeStep({ state, code, onChange, onDone }: CodeStepProps) {
  const texts = usePortalTexts().setup;
  const missing = typedCode(code) === '';
  const kioskHint = kiosk?.firstRunCodes ? texts.kiosk.codeHint : texts.kiosk.codeElsewhere;
  const enter = useChange(async () => {
    await call(setUpApi.code, { request: { code } });
    onDone();
  });
  return (
    <Form sends={enter} complete={!missing}>
      <Refusal of={enter.error} title={texts.failed} />
      <TextField
        label={texts.code.label}
        field="code"
        hint={state.kiosk ? kioskHint : texts.code.hint}
        error={missing ? texts.code.missing : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={limits.pastedCodeCharacters}
        value={code}
        onChange={(event) => onChange(event.target.value)}
      />
      <Button kind="primary" type="submit" busy={enter.isPending && texts.working}>
        {texts.next}
      </Button>
    </Form>
  );
}

/** Of the United States; what the server says already comes first. */
const timeZones = [
  ...['America/Chicago', 'America/Denver', 'America/New_York', 'America/Los_Angeles', 'America/Phoenix'],
  ...['America/Anchorage', 'Pacific/Honolulu', 'America/Puerto_Rico'],
];

type KindStepProps = {
  state: SetUpState;
  code: string;
  timeZone: string;
  chosenZone: { timeZone?: string };
  onTimeZone: (zone: string) => void;
  onClinic: () => void;
  onDone: (done: SetUpDone) => void;
};

function KindStep({ state, code, timeZone, chosenZone, onTimeZone, onClinic, onDone }: KindStepProps) {
  const texts = usePortalTexts().setup;
  const [kind, setKind] = useState<Kind | undefined>(state.kind);
  const go = useChange(async () => {
    if (kind === 'clinic') onClinic();
    else onDone(await call(setUpApi.finish, { request: { code, kind: 'training', ...chosenZone } }));
  });
  const bars = state.kiosk?.bars ?? [];
  const fixed = state.kiosk ? texts.kiosk.fixed : texts.kind.fixed;
  const choices = (['clinic', 'training'] as const)
    .filter((id) => state.kind === undefined || state.kind === id)
    .filter((id) => id === 'training' || bars.length === 0)
    .map((id) => ({ id, name: texts.kind[id] }));
  const zones = [...new Set([state.timeZone, ...timeZones])].map((id) => ({ id, name: id.replaceAll('_', ' ') }));
  return (
    <Form sends={go} complete={kind !== undefined}>
      <Refusal of={go.error} title={texts.failed} />
      {bars.length > 0 && (
        <Notice kind="warning" title={texts.kiosk.bars.title}>
          {bars.map((bar) => (
            <p key={bar}>{texts.kiosk.bars[bar]}</p>
          ))}
        </Notice>
      )}
      <RadioGroup
        legend={state.kiosk ? texts.kiosk.legend : texts.kind.legend}
        field="kind"
        choices={choices}
        chosen={kind}
        onChange={setKind}
        error={kind === undefined ? texts.kind.missing : undefined}
      />
      <p className="soft">{state.kind === undefined ? texts.kind.stays : fixed}</p>
      {!state.timeZoneFixed && (
        <SelectField label={texts.timeZone} field="timeZone" value={timeZone} choices={zones} onChoose={onTimeZone} />
      )}
      <Button kind="primary" type="submit" busy={go.isPending && texts.working}>
        {texts.next}
      </Button>
    </Form>
  );
}
