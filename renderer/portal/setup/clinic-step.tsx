import { useState } from 'react';
import { setUpApi, type SetUpDone, type SetUpState } from '../../../shared/identity/api/setup.ts';
import { unfitEmail, unfitName, unfitUsername } from '../../../shared/identity/account-fields.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { call } from '../../platform/api/client.ts';
import { useChange } from '../../platform/api/queries.ts';
import { Button, Notice, TextField } from '../../platform/design/components.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { Refusal } from '../../platform/forms/refusal.tsx';
import { usePortalTexts } from '../portal-texts.ts';

type ClinicStepProps = {
  state: SetUpState;
  code: string;
  chosenZone: { timeZone?: string };
  onBack: () => void;
  onDone: (done: SetUpDone) => void;
};

/** As the request calls what stands in the form. */
const requestNames = {
  clinic: 'clinic',
  siteId: 'site.id',
  siteName: 'site.name',
  username: 'administrator.username',
  name: 'administrator.name',
  email: 'administrator.email',
};

const nothing = { clinic: '', siteId: '', siteName: '', username: '', name: '', email: '' };

/** The clinic, its first site, and its first administrator. */
export function ClinicStep({ state, code, chosenZone, onBack, onDone }: ClinicStepProps) {
  const { setup } = usePortalTexts();
  const texts = setup.clinic;
  const [typed, setTyped] = useState(nothing);
  const given = Object.fromEntries(Object.entries(typed).map(([key, text]) => [key, text.trim()])) as typeof typed;
  // What the settings say is not asked.
  const told = {
    clinic: state.clinic ?? given.clinic,
    ...siteOf(state.site ?? { id: given.siteId, name: given.siteName }),
  };
  const errors = errorsOf({ ...given, ...told }, texts);
  const field = (key: keyof typeof typed, label: string, maxLength: number, more: { type?: string } = {}) => (
    <TextField
      label={label}
      name={key}
      field={requestNames[key]}
      autoComplete="off"
      spellCheck={false}
      maxLength={maxLength}
      error={errors[key]}
      value={typed[key]}
      onChange={(event) => setTyped({ ...typed, [key]: event.target.value })}
      {...more}
    />
  );
  const finish = useChange(async () => {
    const { username, name, email } = given;
    const { clinic, siteId, siteName } = told;
    const request = {
      code,
      kind: 'clinic' as const,
      clinic,
      administrator: { username, name, email },
      ...(siteId && { site: { id: siteId, name: siteName } }),
      ...chosenZone,
    };
    onDone(await call(setUpApi.finish, { request }));
  });
  return (
    <Form sends={finish} complete={Object.keys(errors).length === 0}>
      <Refusal of={finish.error} title={setup.failed} />
      {state.clinic === undefined && field('clinic', texts.name, limits.import.nameCharacters)}
      {state.site === undefined && (
        <>
          {field('siteId', texts.siteId, limits.import.siteIdCharacters)}
          {field('siteName', texts.siteName, limits.import.nameCharacters)}
        </>
      )}
      <h3>{texts.administrator}</h3>
      {field('username', texts.username, limits.signIn.usernameCharacters)}
      {field('name', texts.fullName, limits.import.nameCharacters)}
      {field('email', texts.email, limits.import.emailCharacters, { type: 'email' })}
      {state.mail ? (
        <TryMail code={code} to={given.email} />
      ) : (
        <Notice kind="warning" title={setup.noMail.title}>
          {state.kiosk ? setup.kiosk.noMail : setup.noMail.text}
        </Notice>
      )}
      <div className="row">
        <Button kind="primary" type="submit" busy={finish.isPending && setup.working}>
          {texts.finish}
        </Button>
        <Button onClick={onBack}>{setup.back}</Button>
      </div>
    </Form>
  );
}

function siteOf({ id, name }: { id: string; name: string }) {
  return { siteId: id, siteName: name };
}

function errorsOf(
  given: typeof nothing,
  { missing, unfit, bothOfSite }: { missing: string; unfit: string; bothOfSite: string },
): Partial<typeof nothing> {
  const { clinic, siteId, siteName, username, name, email } = given;
  const wrong = (text: string, why: (text: string) => string | undefined) =>
    text === '' ? missing : why(text) === undefined ? undefined : unfit;
  const found = {
    clinic: wrong(clinic, unfitName),
    siteId: siteId === '' && siteName !== '' ? bothOfSite : undefined,
    siteName: siteName === '' && siteId !== '' ? bothOfSite : undefined,
    username: wrong(username, unfitUsername),
    name: wrong(name, unfitName),
    email: wrong(email, unfitEmail),
  };
  return Object.fromEntries(Object.entries(found).filter(([, error]) => error !== undefined));
}

function TryMail({ code, to }: { code: string; to: string }) {
  const { setup } = usePortalTexts();
  const [answer, setAnswer] = useState<{ sent: boolean; says: string; to: string }>();
  const send = useChange(async () => {
    setAnswer(undefined);
    setAnswer({ ...(await call(setUpApi.mail, { request: { code, to } })), to });
  });
  return (
    <>
      <div>
        <Button busy={send.isPending && setup.working} onClick={() => unfitEmail(to) === undefined && send.mutate()}>
          {setup.clinic.tryMail}
        </Button>
      </div>
      <Refusal of={send.error} title={setup.failed} />
      {answer?.sent && <Notice kind="positive">{setup.clinic.mailSent(answer.to)}</Notice>}
      {answer && !answer.sent && (
        <Notice kind="warning" title={setup.clinic.mailFailed} urgent>
          <span lang="en">{answer.says}</span>
        </Notice>
      )}
    </>
  );
}
