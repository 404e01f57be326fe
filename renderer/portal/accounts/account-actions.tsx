import { useRef, useState } from 'react';
import type { SupportedAccount } from '../../../shared/identity/api/support.ts';
import { Button, Notice } from '../../platform/design/components.tsx';
import { useShownTime } from '../../platform/texts/clinic-time.ts';
import { usePortalTexts } from '../portal-texts.ts';
import {
  type ChangeFormProps,
  EmailForm,
  LanguageForm,
  NameForm,
  RolesForm,
  SitesForm,
  StatusForm,
} from './change-forms.tsx';
import { type Reset, ResetForm } from './reset-form.tsx';

type Change = 'disable' | 'enable' | 'roles' | 'sites' | 'name' | 'email' | 'language';
type Action = 'reset' | Change;

type AccountActionsProps = {
  account: SupportedAccount;
  /** Whether all of it, or what support may do. */
  administrator: boolean;
  /** @param done what is to be said of it, where nothing here says it */
  onChanged: (after: SupportedAccount, done?: { title: string; text: string }) => void;
};

/** What can be changed of an account: one form at a time, beneath the buttons that ask for it. */
export function AccountActions({ account, administrator, onChanged }: AccountActionsProps) {
  const [open, setOpen] = useState<Action>();
  const [code, setCode] = useState<{ code: string; expiresAt: number }>();
  const buttons = useRef<HTMLDivElement>(null);
  const shownTime = useShownTime();
  const { administration: administrationTexts } = usePortalTexts();
  const { username, status } = account;
  const actions: Action[] = [
    ...(status === 'active' ? (['reset'] as const) : []),
    ...(administrator
      ? ([status === 'active' ? 'disable' : 'enable', 'roles', 'sites', 'name', 'email', 'language'] as const)
      : []),
  ];
  if (actions.length === 0) return null;

  const onCancel = () => {
    // Back to what asked for the form.
    buttons.current?.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus();
    setOpen(undefined);
  };
  const onRead = () => {
    setCode(undefined);
    // The button that was pressed goes with the code.
    buttons.current?.querySelector<HTMLElement>('button')?.focus();
  };
  const onDone = (action: Change) => (after: SupportedAccount) => {
    setOpen(undefined);
    onChanged(after, { title: administrationTexts[action].done, text: administrationTexts[action].doneText(username) });
  };
  const onReset = (reset: Reset) => {
    setOpen(undefined);
    if ('code' in reset) {
      setCode(reset);
      onChanged(reset.account);
    } else {
      const { done: title, doneText } = administrationTexts.reset;
      onChanged(reset.account, { title, text: doneText(reset.mailedTo, shownTime(reset.expiresAt)) });
    }
  };
  const { code: texts } = administrationTexts.reset;
  return (
    <section className="stack" aria-label={administrationTexts.actions}>
      {code && (
        <Notice kind="positive" title={`${texts.title}: ${code.code}`} urgent>
          <div className="stack">
            <p>{texts.text(username, shownTime(code.expiresAt))}</p>
            <div>
              <Button onClick={onRead}>{texts.close}</Button>
            </div>
          </div>
        </Notice>
      )}
      <div className="row" ref={buttons}>
        {actions.map((action) => (
          <Button
            key={action}
            aria-expanded={open === action}
            onClick={() => {
              setCode(undefined);
              setOpen(open === action ? undefined : action);
            }}
          >
            {administrationTexts[action].open}
          </Button>
        ))}
      </div>
      {open && actions.includes(open) && (
        <section className="stack" key={open} aria-label={administrationTexts[open].title(username)}>
          <h3>{administrationTexts[open].title(username)}</h3>
          {open === 'reset' ? (
            <ResetForm account={account} onDone={onReset} onCancel={onCancel} />
          ) : (
            <ChangeForm action={open} account={account} onDone={onDone(open)} onCancel={onCancel} />
          )}
        </section>
      )}
    </section>
  );
}

const forms = {
  disable: StatusForm,
  enable: StatusForm,
  roles: RolesForm,
  sites: SitesForm,
  name: NameForm,
  email: EmailForm,
  language: LanguageForm,
} as const;

function ChangeForm({ action, ...props }: ChangeFormProps & { action: Change }) {
  const Form = forms[action];
  return <Form {...props} />;
}
