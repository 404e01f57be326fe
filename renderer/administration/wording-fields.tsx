import { type Language, languages } from '../../shared/contract/languages.ts';
import type { ApiError } from '../platform/api/api-error.ts';
import { AreaField } from '../platform/design/area-field.tsx';
import { TextField } from '../platform/design/components.tsx';

interface Wording {
  readonly title: string;
  readonly text: string;
}
type Wordings = Readonly<Record<Language, Wording>>;

type WordingFieldsProps = {
  /** The labels, by language. */
  texts: { titles: Readonly<Record<Language, string>>; texts: Readonly<Record<Language, string>>; textHint?: string };
  value: Wordings;
  onChange: (language: Language, wording: Wording) => void;
  /** @param field as requests name it: `es.title` */
  errorOf: (field: string, value: string) => string | undefined;
  most: { readonly titleCharacters: number; readonly textCharacters: number };
  rows: number;
};

/** A title and a text in each of the product's languages. */
export function WordingFields({ texts, value, onChange, errorOf, most, rows }: WordingFieldsProps) {
  return languages.map((language) => {
    const { title, text } = value[language];
    return (
      <div key={language} className="stack">
        <TextField
          label={texts.titles[language]}
          field={`${language}.title`}
          lang={language}
          maxLength={most.titleCharacters}
          value={title}
          onChange={({ target }) => onChange(language, { title: target.value, text })}
          error={errorOf(`${language}.title`, title)}
        />
        <AreaField
          label={texts.texts[language]}
          field={`${language}.text`}
          hint={texts.textHint}
          lang={language}
          rows={rows}
          maxLength={most.textCharacters}
          value={text}
          onChange={({ target }) => onChange(language, { title, text: target.value })}
          error={errorOf(`${language}.text`, text)}
        />
      </div>
    );
  });
}

/** What the server found wrong with a field, in the words that the page has for its code. */
export function faultOf<Fault extends string>(
  error: ApiError | null,
  field: string,
  words: Readonly<Record<Fault, string>>,
): string | undefined {
  const code = error?.fields.find((each) => each.field === field)?.code;
  return code === undefined ? undefined : words[code as Fault];
}
