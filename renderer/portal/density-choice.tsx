import { ButtonChoice } from '../platform/forms/button-choice.tsx';
import { usualDensity } from '../platform/design/density.ts';
import { usePortalTexts } from './portal-texts.ts';
import { useSession } from './session.ts';

/** How much room the rows of tables have, here and in the applications. */
export function DensityChoice() {
  const { density, densities } = usePortalTexts().portal.profile;
  const chosen = useSession(({ session }) => session?.account.density) ?? usualDensity();
  const choose = useSession((state) => state.chooseDensity);
  const choices = (['compact', 'comfortable'] as const).map((id) => ({ id, name: densities[id] }));
  return <ButtonChoice legend={density} legendHidden choices={choices} chosen={chosen} choose={choose} />;
}
