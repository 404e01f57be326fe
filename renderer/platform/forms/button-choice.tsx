import { type Language, languageNames, languages } from '../../../shared/contract/languages.ts';
import { useChange } from '../api/changes.ts';
import { Button } from '../design/button.tsx';
import { useProblemText } from '../texts/problem-text.ts';
import { speak, useLanguage, useTexts } from '../texts/wording.tsx';

type ButtonChoiceProps<Id extends string> = {
  legend: string;
  /** Where what stands beside it says the same. */
  legendHidden?: boolean;
  choices: readonly { readonly id: Id; readonly name: string; readonly lang?: Language }[];
  chosen: Id;
  choose: (id: Id) => Promise<void>;
};

/** One of a few, each a button that stays pressed; it holds at once. */
export function ButtonChoice<Id extends string>(props: ButtonChoiceProps<Id>) {
  const { legend, legendHidden, choices, chosen } = props;
  const choose = useChange(props.choose);
  const problemText = useProblemText();
  return (
    <fieldset className="choice no-print">
      <legend className={legendHidden ? 'visually-hidden' : undefined}>{legend}</legend>
      {choices.map(({ id, name, lang }) => (
        <Button key={id} lang={lang} aria-pressed={id === chosen} onClick={() => choose.mutate(id)}>
          {name}
        </Button>
      ))}
      {choose.error && (
        <span className="field-error" role="alert">
          {problemText(choose.error)}
        </span>
      )}
    </fieldset>
  );
}

/** One of the product's languages, each called what it calls itself. */
export function LanguageButtons(props: Omit<ButtonChoiceProps<Language>, 'choices'>) {
  return <ButtonChoice {...props} choices={languages.map((id) => ({ id, name: languageNames[id], lang: id }))} />;
}

/** Where nobody has an account that keeps it: a page begins as the browser asks. */
export function PageLanguage() {
  return <LanguageButtons legend={useTexts().frame.language} legendHidden chosen={useLanguage()} choose={speak} />;
}
