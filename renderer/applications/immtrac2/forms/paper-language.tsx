import type { Language } from '../../../../shared/contract/languages.ts';
import { LanguageButtons } from '../../../platform/forms/button-choice.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

type PaperLanguageProps = { language: Language; choose: (language: Language) => void };

/** In which language a sheet is printed for a client or a parent, whatever the one who prints it reads. */
export function PaperLanguage({ language, choose }: PaperLanguageProps) {
  const { paperLanguage } = useImmTrac2Texts().clients.record;
  return <LanguageButtons legend={paperLanguage} chosen={language} choose={async (chosen) => choose(chosen)} />;
}
