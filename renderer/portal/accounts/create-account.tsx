import { useContext, useRef, useState } from 'react';
import { accountsApi, type ResetMailed } from '../../../shared/identity/api/accounts.ts';
import { readSites, unfitEmail, unfitName, unfitUsername } from '../../../shared/identity/account-fields.ts';
import { type Language, languageNames, languages, sourceLanguage } from '../../../shared/contract/languages.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { type Role, roleIds } from '../../../shared/identity/roles.ts';
import { call } from '../../platform/api/client.ts';
import { AreaField } from '../../platform/design/area-field.tsx';
import { CheckGroup } from '../../platform/design/choices.tsx';
import { Button, Notice, Panel, TextField } from '../../platform/design/components.tsx';
import { SelectField } from '../../platform/design/select-field.tsx';
import { useShownTime } from '../../platform/texts/clinic-time.ts';
import { usePortalTexts } from '../portal-texts.ts';
import { OwnKiosk } from '../own-kiosk.ts';
import { ReasonForm } from '../reason-form.tsx';

/** A new account, which its owner opens by a link that is mailed to them [R3]. */
export function CreateAccountPanel() {
  const texts = usePortalTexts().administration.create;
  const { explanation, doneText } = useContext(OwnKiosk) ? texts.atKiosk : texts;
  const shownTime = useShownTime();
  const [made, setMade] = useState<{ mailed: ResetMailed; count: number }>();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLDivElement>(null);
  const onDone = (mailed: ResetMailed) => {
    setOpen(false);
    setMade((before) => ({ mailed, count: (before?.count ?? 0) + 1 }));
  };
  const onCancel = () => {
    setOpen(false);
    // Back to what asked for the form.
    button.current?.querySelector<HTMLElement>('button')?.focus();
  };
  return (
    <Panel title={texts.title}>
      <p>{explanation}</p>
      {made && (
        <Notice key={made.count} kind="positive" title={texts.done} urgent>
          {doneText(made.mailed.mailedTo, shownTime(made.mailed.expiresAt))}
        </Notice>
      )}
      <div ref={button}>
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {texts.open}
        </Button>
      </div>
      {open && <CreateForm onDone={onDone} onCancel={onCancel} />}
    </Panel>
  );
}

function CreateForm({ onDone, onCancel }: { onDone: (mailed: ResetMailed) => void; onCancel: () => void }) {
  const { administration, portal } = usePortalTexts();
  const texts = administration.create;
  const [typed, setTyped] = useState({ username: '', name: '', email: '', sites: '' });
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [language, setLanguage] = useState<Language>(sourceLanguage);
  const [username, name, email] = [typed.username.trim(), typed.name.trim(), typed.email.trim()];
  const sites = readSites(typed.sites);
  const unfit = { username: unfitUsername(username), name: unfitName(name), email: unfitEmail(email) };
  const complete = Object.values(unfit).every((why) => why === undefined) && roles.length > 0 && Array.isArray(sites);
  const send = (reason: string) => {
    const facts = { username, name, email, roles: [...roles], sites: Array.isArray(sites) ? sites : [], language };
    return call(accountsApi.create, { request: { ...facts, reason } });
  };
  const labels = { username: texts.username, name: portal.account.name, email: portal.account.email };
  const most = {
    username: limits.signIn.usernameCharacters,
    name: limits.import.nameCharacters,
    email: limits.import.emailCharacters,
  };
  return (
    <ReasonForm texts={texts} send={send} onDone={onDone} onCancel={onCancel} complete={complete}>
      {(failure) => (
        <>
          {(['username', 'name', 'email'] as const).map((field) => {
            const why = unfit[field];
            const refused = failure?.fields.some((each) => each.field === field && each.code === 'taken');
            return (
              <TextField
                key={field}
                label={labels[field]}
                field={field}
                type={field === 'email' ? 'email' : 'text'}
                error={
                  refused
                    ? administration.refused.taken
                    : why === undefined
                      ? undefined
                      : texts.problem(labels[field], why)
                }
                autoComplete="off"
                spellCheck={false}
                maxLength={most[field]}
                value={typed[field]}
                onChange={({ target }) => setTyped({ ...typed, [field]: target.value })}
              />
            );
          })}
          <CheckGroup
            legend={administration.roles.legend}
            field="roles"
            choices={roleIds.map((id) => ({ id, name: portal.roles[id] }))}
            chosen={roles}
            onChange={setRoles}
            error={roles.length === 0 ? administration.roles.missing : undefined}
          />
          <AreaField
            label={administration.sites.label}
            field="sites"
            hint={administration.sites.hint}
            error={typeof sites === 'string' ? administration.sites.problem(sites) : undefined}
            rows={3}
            spellCheck={false}
            value={typed.sites}
            onChange={({ target }) => setTyped({ ...typed, sites: target.value })}
          />
          <SelectField
            label={administration.language.label}
            field="language"
            value={language}
            choices={languages.map((id) => ({ id, name: languageNames[id] }))}
            onChoose={(id) => setLanguage(id as Language)}
          />
        </>
      )}
    </ReasonForm>
  );
}
