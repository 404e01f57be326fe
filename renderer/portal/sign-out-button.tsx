import { useState } from 'react';
import { portalTexts } from '../../shared/identity/texts/portal.ts';
import type { ApiError } from '../platform/api/client.ts';
import { Button, Notice } from '../platform/design/components.tsx';
import { useSession } from './session.ts';

/** Ends the session of the portal and of every application. */
export function SignOutButton() {
  const signOut = useSession((state) => state.signOut);
  const [error, setError] = useState<ApiError>();
  return (
    <>
      {error && (
        <Notice kind="danger" urgent>
          {error.message}
        </Notice>
      )}
      <Button onClick={() => void signOut().catch(setError)}>{portalTexts.signOut}</Button>
    </>
  );
}
