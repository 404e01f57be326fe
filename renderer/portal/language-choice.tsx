import { useState } from 'react';
import { languageNames, languages } from '../../shared/contract/languages.ts';
import type { ApiError } from '../platform/api/client.ts';
import { Button } from '../platform/design/components.tsx';
import { useProblemText } from '../platform/texts/problem-text.ts';
import { useLanguage, useTexts } from '../platform/texts/wording.tsx';
import { useSession } from './session.ts';

/** In which language the portal speaks: to whoever is signed in from now on, before that to whoever signs in here next. */
export function LanguageChoice() {
  const { language: legend } = useTexts().frame;
  const spoken = useLanguage();
  const choose = useSession((state) => state.chooseLanguage);
  const problemText = useProblemText();
  const [error, setError] = useState<ApiError>();
  return (
    <fieldset className="choice">
      <legend className="visually-hidden">{legend}</legend>
      {languages.map((language) => (
        <Button
          key={language}
          lang={language}
          aria-pressed={language === spoken}
          onClick={() => void choose(language).then(() => setError(undefined), setError)}
        >
          {languageNames[language]}
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
