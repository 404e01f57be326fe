import type { SetUpDone } from '../../../shared/identity/api/setup.ts';
import { Button, Details } from '../../platform/design/components.tsx';
import { useShownTime } from '../../platform/texts/clinic-time.ts';
import { usePortalTexts } from '../portal-texts.ts';

/** How the administrator signs in, and what to keep on paper: where things are, never a key. */
export function RecoverySheet({ done: { account, sheet }, isKiosk }: { done: SetUpDone; isKiosk: boolean }) {
  const { done: texts, kiosk } = usePortalTexts().setup;
  const shownTime = useShownTime();
  const said = (label: string, text: string | undefined) => (text ? ([[label, text]] as const) : []);
  const items = [
    ...said(texts.clinic, sheet.clinic),
    ...said(texts.workstation, sheet.workstation),
    ...said(texts.account, sheet.account),
    // A kiosk's own server has another one at every start, for that workstation alone.
    ...(isKiosk ? [] : ([[texts.address, sheet.address]] as const)),
    [texts.data, sheet.data],
    [texts.key, sheet.keyFile ?? (sheet.keyEntry === undefined ? texts.byCommand : kiosk.key(sheet.keyEntry))],
    ...said(texts.database, sheet.database),
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
      <p>{isKiosk ? kiosk.sheetText : texts.sheetText}</p>
      <Details items={items} />
      <p>{texts.copyKey}</p>
      <p>____________________________________________</p>
      <h3>{texts.backup}</h3>
      <p>{isKiosk ? kiosk.backupText : texts.backupText}</p>
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
