import { LanguageButtons } from '../platform/forms/button-choice.tsx';
import { useLanguage, useTexts } from '../platform/texts/wording.tsx';
import { useSession } from './session.ts';

/** In which language the portal speaks: to whoever is signed in from now on, before that to whoever signs in here next. */
export function LanguageChoice() {
  const { language } = useTexts().frame;
  const choose = useSession((state) => state.chooseLanguage);
  return <LanguageButtons legend={language} legendHidden chosen={useLanguage()} choose={choose} />;
}
