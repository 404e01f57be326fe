import { useEffect, useRef, useState } from 'react';
import type { SupportedAccount } from '../../../shared/api/support.ts';
import { roles as roleNames } from '../../../shared/roles.ts';
import { supportTexts } from '../../../shared/texts/support.ts';
import { Details, Notice, Panel } from '../../design/components.tsx';
import { UnlockForm } from './unlock-form.tsx';

const { account: texts, lock: lockTexts, unlock: unlockTexts } = supportTexts;

/** What support sees of an account, and what there is to do about it. */
export function AccountPanel({ found }: { found: SupportedAccount }) {
  const [account, setAccount] = useState(found);
  const [unlocked, setUnlocked] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  // What was asked for is here now; reading goes on with it.
  useEffect(() => element.current?.focus(), []);

  const { username, name, roles, sites, status, lock, failures, lastSignIns, questionsSet } = account;
  return (
    <div ref={element} tabIndex={-1} role="group" aria-label={texts.result}>
      <Panel title={texts.result}>
        {unlocked && (
          <Notice kind="positive" title={unlockTexts.done} urgent>
            {unlockTexts.doneText(username)}
          </Notice>
        )}
        <Details
          items={[
            [texts.username, username],
            [texts.name, name],
            [texts.roles, roles.map((role) => roleNames[role]).join(', ')],
            [texts.sites, sites.map((site) => `${site.name} (${site.id})`).join(', ') || texts.noSites],
            [texts.status, texts.statuses[status]],
            [texts.signingIn, lock ? texts.locked : texts.open],
            [texts.failures, failures],
            [texts.questions, questionsSet ? texts.questionsSet : texts.questionsMissing],
            [texts.lastSignIns, lastSignIns.map(shownTime).join('; ') || texts.noSignIns],
          ]}
        />
        {lock && (
          <>
            <Notice kind="warning" title={lockTexts.title}>
              <p>
                {lockTexts.since(shownTime(lock.since))}{' '}
                {lock.until === undefined ? lockTexts.untilCleared : lockTexts.until(shownTime(lock.until))}
              </p>
              <p>{lockTexts.why(failures)}</p>
            </Notice>
            <UnlockForm
              username={username}
              onUnlocked={(after) => {
                setAccount(after);
                setUnlocked(true);
              }}
            />
          </>
        )}
      </Panel>
    </div>
  );
}

/** In the time of Texas, wherever the browser is. */
function shownTime(milliseconds: number): string {
  const when = new Date(milliseconds).toLocaleString('en-US', {
    timeZone: 'America/Chicago',
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return `${when} (Central Time)`;
}
