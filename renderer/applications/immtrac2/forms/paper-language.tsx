import { type Language, languageNames, languages } from '../../../../shared/contract/languages.ts';
import { Button } from '../../../platform/design/components.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

type PaperLanguageProps = { language: Language; choose: (language: Language) => void };

/** In which language a sheet is printed for a client or a parent, whatever the one who prints it reads. */
export function PaperLanguage({ language, choose }: PaperLanguageProps) {
  const { paperLanguage } = useImmTrac2Texts().clients.record;
  return (
    <fieldset className="choice no-print">
      <legend>{paperLanguage}</legend>
      {languages.map((each) => (
        <Button key={each} lang={each} aria-pressed={each === language} onClick={() => choose(each)}>
          {languageNames[each]}
        </Button>
      ))}
    </fieldset>
  );
}
