import { useState } from 'react';
import {
  type AgreementFault,
  agreementVersionsApi,
  type KeptAgreementVersion,
  type NewAgreementVersion,
} from '../../shared/identity/api/agreement-versions.ts';
import { sectionsOf, textOf } from '../../shared/identity/agreement-text.ts';
import { type Language, languages } from '../../shared/contract/languages.ts';
import { limits } from '../../shared/contract/limits.ts';
import { type CalendarDate, shownDate } from '../../shared/contract/time.ts';
import { call } from '../platform/api/client.ts';
import { useChange } from '../platform/api/queries.ts';
import { AreaField } from '../platform/design/area-field.tsx';
import { Button, Notice, TextField } from '../platform/design/components.tsx';
import { DateField } from '../platform/design/date-field.tsx';
import { Form } from '../platform/forms/form.tsx';
import { useProblemText } from '../platform/texts/problem-text.ts';
import { useAdministrationTexts } from './administration-texts.ts';
import { Wordings } from './read-version.tsx';

type FormProps = {
  /** What it begins with. */
  current: KeptAgreementVersion | undefined;
  onDone: (after: readonly KeptAgreementVersion[], said: string) => void;
  onCancel: () => void;
};

type Draft = Pick<NewAgreementVersion, 'en' | 'es'>;

const { titleCharacters, textCharacters } = limits.agreement;

/** Another version in both languages, with how it will look. */
export function AgreementVersionForm({ current, onDone, onCancel }: FormProps) {
  const { agreement: texts } = useAdministrationTexts();
  const problemText = useProblemText();
  const [effective, setEffective] = useState<CalendarDate>();
  const [draft, setDraft] = useState<Draft>({ en: draftOf(current?.en), es: draftOf(current?.es) });
  const set = (language: Language, change: Partial<Draft['en']>) =>
    setDraft((before) => ({ ...before, [language]: { ...before[language], ...change } }));
  const missing = (value: string | undefined) => ((value ?? '').trim() === '' ? texts.missing : undefined);
  const refused = (field: string) => {
    const code = send.error?.fields.find((each) => each.field === field)?.code;
    return code === undefined ? undefined : texts.faults[code as AgreementFault];
  };
  const complete =
    effective !== undefined &&
    languages.every((language) => draft[language].title.trim() !== '' && draft[language].text.trim() !== '');
  const send = useChange(async () => {
    const after = await call(agreementVersionsApi.write, { request: { effective: effective!, ...draft } });
    onDone(after, texts.kept(shownDate(effective!)));
  });
  return (
    <Form sends={send} complete={complete}>
      {send.error && (
        <Notice kind="danger" title={texts.failed} urgent>
          {problemText(send.error)}
        </Notice>
      )}
      <DateField
        label={texts.effective}
        hint={texts.effectiveHint}
        value={effective}
        onChange={setEffective}
        error={missing(effective) ?? refused('effective')}
      />
      {languages.map((language) => (
        <div key={language} className="stack">
          <TextField
            label={texts.titles[language]}
            lang={language}
            maxLength={titleCharacters}
            value={draft[language].title}
            onChange={({ target }) => set(language, { title: target.value })}
            error={missing(draft[language].title) ?? refused(`${language}.title`)}
          />
          <AreaField
            label={texts.texts[language]}
            hint={texts.textHint}
            lang={language}
            rows={12}
            maxLength={textCharacters}
            value={draft[language].text}
            onChange={({ target }) => set(language, { text: target.value })}
            error={missing(draft[language].text) ?? refused(`${language}.text`)}
          />
        </div>
      ))}
      <details>
        <summary>{texts.preview}</summary>
        <Wordings wordings={{ en: shownOf(draft.en), es: shownOf(draft.es) }} />
      </details>
      <div className="row">
        <Button kind="primary" type="submit" busy={send.isPending && texts.keeping}>
          {texts.keep}
        </Button>
        <Button onClick={onCancel}>{texts.cancel}</Button>
      </div>
    </Form>
  );
}

function draftOf(wording: KeptAgreementVersion['en'] | undefined): Draft['en'] {
  return { title: wording?.title ?? '', text: textOf(wording?.sections ?? []) };
}

function shownOf({ title, text }: Draft['en']): KeptAgreementVersion['en'] {
  const sections = sectionsOf(text);
  return { title, sections: typeof sections === 'string' ? [] : sections };
}
