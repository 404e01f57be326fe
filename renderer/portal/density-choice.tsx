import { useState } from 'react';
import type { ApiError } from '../platform/api/client.ts';
import { Button } from '../platform/design/components.tsx';
import { usualDensity } from '../platform/design/density.ts';
import { useProblemText } from '../platform/texts/problem-text.ts';
import { useTexts } from '../platform/texts/wording.tsx';
import { useSession } from './session.ts';

/** How much room the rows of tables have, here and in the applications. */
export function DensityChoice() {
  const { density: legend, densities } = useTexts().portal.profile;
  const chosen = useSession(({ session }) => session?.account.density) ?? usualDensity();
  const choose = useSession((state) => state.chooseDensity);
  const problemText = useProblemText();
  const [error, setError] = useState<ApiError>();
  return (
    <fieldset className="choice">
      <legend className="visually-hidden">{legend}</legend>
      {(['compact', 'comfortable'] as const).map((density) => (
        <Button
          key={density}
          aria-pressed={density === chosen}
          onClick={() => void choose(density).then(() => setError(undefined), setError)}
        >
          {densities[density]}
        </Button>
      ))}
      {error && (
        <span className="field-error" role="alert">
          {problemText(error)}
        </span>
      )}
    </fieldset>
  );
}
