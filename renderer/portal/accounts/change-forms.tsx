import { useState } from 'react';
import { accountsApi } from '../../../shared/identity/api/accounts.ts';
import { readSites, siteText, unfitEmail, unfitName } from '../../../shared/identity/account-fields.ts';
import type { SupportedAccount } from '../../../shared/identity/api/support.ts';
import { type Language, languageNames, languages, sourceLanguage } from '../../../shared/contract/languages.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { type Role, roleIds } from '../../../shared/identity/roles.ts';
import { call } from '../../platform/api/client.ts';
import { CheckGroup } from '../../platform/design/choices.tsx';
import { AreaField } from '../../platform/design/area-field.tsx';
import { TextField } from '../../platform/design/components.tsx';
import { SelectField } from '../../platform/design/select-field.tsx';
import { usePortalTexts } from '../portal-texts.ts';
import { ReasonForm } from '../reason-form.tsx';

/** What an administrator changes of an account [R3], each with a reason. */

export type ChangeFormProps = {
  account: SupportedAccount;
  onDone: (after: SupportedAccount) => void;
  onCancel: () => void;
};

export function StatusForm({ account: { username, status }, ...rest }: ChangeFormProps) {
  const { administration } = usePortalTexts();
  const action = status === 'active' ? 'disable' : 'enable';
  const send = (reason: string) => call(accountsApi[action], { request: { username, reason } });
  return <ReasonForm {...rest} texts={administration[action]} send={send} />;
}

export function RolesForm({ account: { username, roles: present }, ...rest }: ChangeFormProps) {
  const { administration, portal } = usePortalTexts();
  const texts = administration.roles;
  const [roles, setRoles] = useState<readonly Role[]>(present);
  const send = (reason: string) => call(accountsApi.setRoles, { request: { username, reason, roles: [...roles] } });
  return (
    <ReasonForm {...rest} texts={texts} send={send} complete={roles.length > 0}>
      {() => (
        <CheckGroup
          legend={texts.legend}
          field="roles"
          choices={roleIds.map((id) => ({ id, name: portal.roles[id] }))}
          chosen={roles}
          onChange={setRoles}
          error={roles.length === 0 ? texts.missing : undefined}
        />
      )}
    </ReasonForm>
  );
}

export function SitesForm({ account: { username, sites: present }, ...rest }: ChangeFormProps) {
  const texts = usePortalTexts().administration.sites;
  const [list, setList] = useState(present.map(siteText).join('\n'));
  const sites = readSites(list);
  const unfit = typeof sites === 'string' ? texts.problem(sites) : undefined;
  const send = (reason: string) =>
    call(accountsApi.setSites, { request: { username, reason, sites: typeof sites === 'string' ? [] : sites } });
  return (
    <ReasonForm {...rest} texts={texts} send={send} complete={unfit === undefined}>
      {(failure) => (
        <AreaField
          label={texts.label}
          field="sites"
          hint={texts.hint}
          error={unfit ?? said('sites', texts.problem, failure)}
          rows={4}
          spellCheck={false}
          value={list}
          onChange={(event) => setList(event.target.value)}
        />
      )}
    </ReasonForm>
  );
}

export function NameForm({ account: { username, name: present }, ...rest }: ChangeFormProps) {
  const texts = usePortalTexts().administration.name;
  const [name, setName] = useState(present);
  const why = unfitName(name.trim());
  const unfit = why === undefined ? undefined : texts.problem(why);
  const send = (reason: string) => call(accountsApi.setName, { request: { username, reason, name: name.trim() } });
  return (
    <ReasonForm {...rest} texts={texts} send={send} complete={unfit === undefined}>
      {(failure) => (
        <TextField
          label={texts.label}
          field="name"
          error={unfit ?? said('name', texts.problem, failure)}
          autoComplete="off"
          spellCheck={false}
          maxLength={limits.import.nameCharacters}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      )}
    </ReasonForm>
  );
}

export function LanguageForm({ account: { username, language: present }, ...rest }: ChangeFormProps) {
  const texts = usePortalTexts().administration.language;
  const [language, setLanguage] = useState<Language>(present ?? sourceLanguage);
  const send = (reason: string) => call(accountsApi.setLanguage, { request: { username, reason, language } });
  return (
    <ReasonForm {...rest} texts={texts} send={send}>
      {() => (
        <SelectField
          label={texts.label}
          field="language"
          value={language}
          choices={languages.map((id) => ({ id, name: languageNames[id] }))}
          onChoose={(id) => setLanguage(id as Language)}
        />
      )}
    </ReasonForm>
  );
}

export function EmailForm({ account: { username, email: present }, ...rest }: ChangeFormProps) {
  const texts = usePortalTexts().administration.email;
  const [email, setEmail] = useState(present);
  const why = unfitEmail(email.trim());
  const unfit = why === undefined ? undefined : texts.problem(why);
  const send = (reason: string) => call(accountsApi.setEmail, { request: { username, reason, email: email.trim() } });
  return (
    <ReasonForm {...rest} texts={texts} send={send} complete={unfit === undefined}>
      {(failure) => (
        <TextField
          label={texts.label}
          field="email"
          type="email"
          error={unfit ?? said('email', texts.problem, failure)}
          autoComplete="off"
          spellCheck={false}
          maxLength={limits.import.emailCharacters}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      )}
    </ReasonForm>
  );
}

type Failure = { readonly fields: readonly { readonly field: string; readonly message: string }[] } | null;

/** What the server says of a field, where it is stricter than this page. */
function said(name: string, sentence: (why: string) => string, failure: Failure): string | undefined {
  const message = failure?.fields.find(({ field }) => field === name)?.message;
  return message && sentence(message);
}
