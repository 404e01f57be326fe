import { ButtonChoice } from '../platform/forms/button-choice.tsx';
import { usualDensity } from '../platform/design/density.ts';
import { useTexts } from '../platform/texts/wording.tsx';
import { useSession } from './session.ts';

/** How much room the rows of tables have, here and in the applications. */
export function DensityChoice() {
  const { density, densities } = useTexts().portal.profile;
  const chosen = useSession(({ session }) => session?.account.density) ?? usualDensity();
  const choose = useSession((state) => state.chooseDensity);
  const choices = (['compact', 'comfortable'] as const).map((id) => ({ id, name: densities[id] }));
  return <ButtonChoice legend={density} legendHidden choices={choices} chosen={chosen} choose={choose} />;
}
