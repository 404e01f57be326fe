import { useLayoutEffect, useRef, useState } from 'react';
import { supportApi, type SupportedAccount } from '../../../shared/identity/api/support.ts';
import type { Texts } from '../../../shared/identity/texts/texts.ts';
import { call } from '../../platform/api/client.ts';
import { isPermitted } from '../../../shared/identity/permissions.ts';
import type { Role } from '../../../shared/identity/roles.ts';
import { Details, Notice, Panel } from '../../platform/design/components.tsx';
import { useShownTime } from '../../platform/texts/clinic-time.ts';
import { usePortalTexts } from '../portal-texts.ts';
import { accountDetails } from '../account-details.ts';
import { ReasonForm } from '../reason-form.tsx';
import { AccountHistoryList } from './account-history.tsx';
import { AccountActions } from './account-actions.tsx';
import { AccountStates } from './account-states.tsx';
import { OpenSessions } from './open-sessions.tsx';
import { VerifyCaller } from './verify-caller.tsx';

/** What support sees of an account, and what there is to do about it. */
export function AccountPanel({ found, roles }: { found: SupportedAccount; roles: readonly Role[] }) {
  const [ending, setEnding] = useState<string>();
  const mayHelp = isPermitted('support', roles);
  const [account, setAccount] = useState(found);
  const [done, setDone] = useState<{ title: string; text: string; count: number }>();
  const element = useRef<HTMLDivElement>(null);
  const shownTime = useShownTime();
  const { support: supportTexts, portal } = usePortalTexts();
  const { account: texts } = supportTexts;
  // What was asked for is here now; reading goes on with it.
  useLayoutEffect(() => element.current?.focus(), []);

  const { username, status, lock, failures, sessions, lastSignIns, questionsSet, signedIn } = account;
  const onChanged = (after: SupportedAccount, said?: { title: string; text: string }) => {
    setAccount(after);
    // Each is read out, also when it is the same again.
    setDone((before) => said && { ...said, count: (before?.count ?? 0) + 1 });
  };
  const onDone = (what: 'unlock' | 'signOut' | 'endSession') => (after: SupportedAccount) => {
    setEnding(undefined);
    onChanged(after, { title: supportTexts[what].done, text: supportTexts[what].doneText(username) });
  };
  const unlock = (reason: string) => call(supportApi.unlock, { request: { username, reason } });
  const signOut = (session?: string) => (reason: string) =>
    call(supportApi.signOut, { request: { username, reason, ...(session !== undefined && { session }) } });
  return (
    <div ref={element} tabIndex={-1} role="group" aria-label={texts.result}>
      <Panel title={texts.result}>
        {done && (
          <Notice key={done.count} kind="positive" title={done.title} urgent>
            {done.text}
          </Notice>
        )}
        <Details
          items={[
            ...accountDetails(account, portal),
            [texts.status, texts.statuses[status]],
            [texts.opens, openedBy(account, shownTime, texts)],
            [texts.signingIn, lock ? texts.locked : texts.open],
            [texts.failures, failures],
            [texts.questions, questionsSet ? texts.questionsSet : texts.questionsMissing],
            [texts.signedIn, texts.signedInAt(signedIn)],
            [texts.lastSignIns, lastSignIns.map(shownTime).join('; ') || texts.noSignIns],
          ]}
        />
        <AccountStates account={account} />
        {sessions.length > 0 && (
          <OpenSessions sessions={sessions} chosen={ending} onEnd={mayHelp ? setEnding : undefined} />
        )}
        {mayHelp && (
          <>
            {ending !== undefined && sessions.some(({ key }) => key === ending) && (
              <ReasonForm
                key={ending}
                texts={supportTexts.endSession}
                send={signOut(ending)}
                onDone={onDone('endSession')}
                onCancel={() => setEnding(undefined)}
              />
            )}
            {lock && <ReasonForm texts={supportTexts.unlock} send={unlock} onDone={onDone('unlock')} />}
            {signedIn > 0 && ending === undefined && (
              <ReasonForm texts={supportTexts.signOut} send={signOut()} onDone={onDone('signOut')} />
            )}
            {status === 'active' && <VerifyCaller username={username} />}
            <AccountActions
              account={account}
              administrator={isPermitted('administrator', roles)}
              onChanged={onChanged}
            />
            {/* What was shown of it is out of date after each change. */}
            <AccountHistoryList key={done?.count} username={username} />
          </>
        )}
      </Panel>
    </div>
  );
}

function openedBy(
  { passwordSet, resetUntil, status }: SupportedAccount,
  shownTime: (time: number) => string,
  texts: Texts['support']['account'],
): string {
  if (status === 'disabled') return texts.nothing;
  const ways = [passwordSet && texts.password, resetUntil !== null && texts.code(shownTime(resetUntil))];
  return ways.filter((way) => way !== false).join('; ') || texts.resetOnly;
}
