import { useState } from 'react';
import type { ApiError } from '../platform/api/client.ts';
import { Button, Notice } from '../platform/design/components.tsx';
import { useProblemText } from '../platform/texts/problem-text.ts';
import { useTexts } from '../platform/texts/wording.tsx';
import { useSession } from './session.ts';

/** Ends the session of the portal and of every application. */
export function SignOutButton() {
  const signOut = useSession((state) => state.signOut);
  const { signOut: label } = useTexts().frame;
  const problemText = useProblemText();
  const [error, setError] = useState<ApiError>();
  return (
    <>
      {error && (
        <Notice kind="danger" urgent>
          {problemText(error)}
        </Notice>
      )}
      <Button onClick={() => void signOut().catch(setError)}>{label}</Button>
    </>
  );
}
