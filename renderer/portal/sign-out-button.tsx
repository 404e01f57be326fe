import { useChange } from '../platform/api/queries.ts';
import { Button, Notice } from '../platform/design/components.tsx';
import { useProblemText } from '../platform/texts/problem-text.ts';
import { useTexts } from '../platform/texts/wording.tsx';
import { useSession } from './session.ts';

/** Ends the session of the portal and of every application. */
export function SignOutButton() {
  const signOut = useChange(useSession((state) => state.signOut));
  const { signOut: label } = useTexts().frame;
  const problemText = useProblemText();
  return (
    <>
      {signOut.error && (
        <Notice kind="danger" urgent>
          {problemText(signOut.error)}
        </Notice>
      )}
      <Button onClick={() => signOut.mutate()}>{label}</Button>
    </>
  );
}
