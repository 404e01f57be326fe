import { statesOf } from '../../../shared/identity/account-state.ts';
import type { SupportedAccount } from '../../../shared/identity/api/support.ts';
import { Notice } from '../../platform/design/components.tsx';
import { useShownTime } from '../../platform/texts/clinic-time.ts';
import { usePortalTexts } from '../portal-texts.ts';

/** What stands between the owner and the account, in plain words, with what to do about each. */
export function AccountStates({ account }: { account: SupportedAccount }) {
  const { states: texts } = usePortalTexts().support;
  const shownTime = useShownTime();
  const states = statesOf(account);
  const { lock, resetUntil } = account;
  const said = (state: (typeof states)[number]) => {
    if (state === 'locked' && lock) {
      const from = texts.locked.from(lock.from, lock.elsewhere);
      const until = lock.until === undefined ? undefined : shownTime(lock.until);
      return texts.locked.is(shownTime(lock.since), lock.failures, from, until);
    }
    if (state === 'code' && resetUntil !== null) return texts.code.is(shownTime(resetUntil));
    const { is } = texts[state];
    return typeof is === 'string' ? is : '';
  };
  const isFine = states[0] === 'fine';
  const keepsOut = states.some((state) => ['disabled', 'locked', 'unopened'].includes(state));
  return (
    <Notice kind={isFine ? 'positive' : keepsOut ? 'warning' : 'information'} title={texts.title}>
      <ul className="stack">
        {states.map((state) => (
          <li key={state}>
            <strong>{said(state)}</strong> {texts[state].do}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
