import { useSearch } from 'wouter';
import type { EndReason } from '../../shared/identity/api/session.ts';
import { signInParameters } from '../../shared/identity/sign-in-address.ts';
import { Notice } from '../platform/design/notice.tsx';
import { useTexts } from '../platform/texts/wording.tsx';

const parameter = signInParameters.ended;

/** The address of the sign-in page that says why one stands there. */
export function signInAfter(reason: EndReason | undefined, suffix: string): string {
  if (reason === undefined) return `/sign-in${suffix}`;
  return `/sign-in${suffix === '' ? '?' : `${suffix}&`}${parameter}=${encodeURIComponent(reason)}`;
}

/** Why the session ended, if one did [T3]; the address says it, so that it is still there after a reload. */
export function EndReasonNotice() {
  const texts = useTexts().session;
  const given = new URLSearchParams(useSearch()).get(parameter);
  const reason = (Object.keys(texts.ended) as EndReason[]).find((known) => known === given);
  return (
    <div className="announcement" role="status">
      {reason && (
        <Notice kind={reason === 'signed out' ? 'information' : 'warning'} title={texts.ended[reason]}>
          {reason !== 'signed out' && texts.comeBack}
        </Notice>
      )}
    </div>
  );
}
