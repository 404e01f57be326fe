import { useState } from 'react';
import { type FoundPerson, supportApi, type SupportedAccount } from '../../../shared/identity/api/support.ts';
import { isPermitted } from '../../../shared/identity/permissions.ts';
import type { Role } from '../../../shared/identity/roles.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { call } from '../../platform/api/client.ts';
import { useChange } from '../../platform/api/queries.ts';
import { Button, Notice, Panel, TextField } from '../../platform/design/components.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { useProblemText } from '../../platform/texts/problem-text.ts';
import { usePortalTexts } from '../portal-texts.ts';
import { AccountPanel } from './account-panel.tsx';
import { FoundPeopleList } from './found-people.tsx';

interface Found {
  readonly people: readonly FoundPerson[];
  readonly next?: string;
  /** What was asked, for what follows. */
  readonly text: string;
  readonly search: number;
}

/** Finds accounts by what is typed of them, and shows the one that is meant beneath. */
export function FindAccountPanel({ roles }: { roles: readonly Role[] }) {
  const [text, setText] = useState('');
  const { find: texts } = usePortalTexts().support;
  const problemText = useProblemText();
  const [found, setFound] = useState<Found>();
  const [opened, setOpened] = useState<{ account: SupportedAccount; count: number }>();
  const everybody = isPermitted('support', roles);
  const missing = everybody && text.trim() === '';

  const open = async (username: string) => {
    const { account } = await call(supportApi.find, { request: { username } });
    setOpened((before) => (account ? { account, count: (before?.count ?? 0) + 1 } : undefined));
  };
  const find = async () => {
    const answer = await call(supportApi.search, { request: { text } });
    setOpened(undefined);
    setFound((before) => ({ ...answer, text, search: (before?.search ?? 0) + 1 }));
    const typed = text.trim().toLowerCase();
    const exactly = answer.people.find(({ username }) => username.toLowerCase() === typed);
    const only = answer.people.length === 1 && answer.next === undefined ? answer.people[0] : undefined;
    const meant = exactly ?? only;
    if (meant) await open(meant.username);
  };
  const lookFurther = async () => {
    const answer = await call(supportApi.search, { request: { text: found!.text, after: found!.next! } });
    setFound({ ...answer, text: found!.text, search: found!.search, people: [...found!.people, ...answer.people] });
  };
  const looking = useChange((look: () => Promise<void>) => look());
  const failure = looking.error;

  const tooShort = failure?.fields.some(({ field }) => field === 'text');
  return (
    <>
      <Panel title={texts.title}>
        <Form sends={{ ...looking, mutate: () => looking.mutate(find) }} complete={!missing}>
          {failure && !tooShort && (
            <Notice kind="danger" title={texts.failed} urgent>
              {problemText(failure)}
            </Notice>
          )}
          {!everybody && <p className="soft">{texts.ownSites}</p>}
          <TextField
            label={texts.label}
            field="text"
            hint={texts.hint}
            error={missing || tooShort ? texts.missing : undefined}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={limits.accountSearch.textCharacters}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <div>
            <Button kind="primary" type="submit" busy={looking.isPending && texts.submitting}>
              {texts.submit}
            </Button>
          </div>
        </Form>
      </Panel>
      {!failure && found?.people.length === 0 && found.next === undefined && (
        <Notice key={found.search} kind="warning" title={texts.none} urgent>
          {texts.noneText}
        </Notice>
      )}
      {!failure && found && !opened && (found.people.length > 0 || found.next !== undefined) && (
        <FoundPeopleList
          key={found.search}
          people={found.people}
          onOpen={(username) => looking.mutate(() => open(username))}
          onMore={found.next === undefined ? undefined : () => looking.mutate(lookFurther)}
        />
      )}
      {!failure && opened && <AccountPanel key={opened.count} found={opened.account} roles={roles} />}
    </>
  );
}
