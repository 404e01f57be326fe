import type { SetUpDone } from '../../../shared/identity/api/setup.ts';
import { Button, Details } from '../../platform/design/components.tsx';
import { useShownTime } from '../../platform/texts/clinic-time.ts';
import { useTexts } from '../../platform/texts/wording.tsx';

/** How the administrator signs in, and what to keep on paper: where things are, never a key. */
export function RecoverySheet({ done: { account, sheet } }: { done: SetUpDone }) {
  const texts = useTexts().setup.done;
  const shownTime = useShownTime();
  const items = [
    [texts.address, sheet.address],
    [texts.data, sheet.data],
    [texts.key, sheet.keyFile ?? texts.byCommand],
    ...(sheet.database ? ([[texts.database, sheet.database]] as const) : []),
  ] as const;
  return (
    <>
      <div className="no-print">
        {account ? (
          <>
            <p>{texts.signIn(account.username)}</p>
            <p>
              <code>{account.code}</code>
            </p>
            <p className="soft">{texts.until(shownTime(account.expiresAt))}</p>
          </>
        ) : (
          <p>{texts.training}</p>
        )}
      </div>
      <h2>{texts.sheet}</h2>
      <p>{texts.sheetText}</p>
      <Details items={items} />
      <p>{texts.copyKey}</p>
      <p>____________________________________________</p>
      <h3>{texts.backup}</h3>
      <p>{texts.backupText}</p>
      <p>____________________________________________</p>
      <div className="row no-print">
        <Button onClick={() => window.print()}>{texts.print}</Button>
        {/* The server has started again meanwhile. */}
        <Button kind="primary" onClick={() => window.location.assign('/')}>
          {texts.toSignIn}
        </Button>
      </div>
    </>
  );
}
