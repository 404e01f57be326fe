import { useState } from 'react';
import {
  type AgreementFault,
  agreementVersionsApi,
  type KeptAgreementVersion,
  type NewAgreementVersion,
} from '../../shared/identity/api/agreement-versions.ts';
import { sectionsOf, textOf } from '../../shared/identity/agreement-text.ts';
import { languages } from '../../shared/contract/languages.ts';
import { limits } from '../../shared/contract/limits.ts';
import { type CalendarDate, shownDate } from '../../shared/contract/time.ts';
import { call } from '../platform/api/client.ts';
import { useChange } from '../platform/api/queries.ts';
import { Button } from '../platform/design/components.tsx';
import { DateField } from '../platform/design/date-field.tsx';
import { Form } from '../platform/forms/form.tsx';
import { Refusal } from '../platform/forms/refusal.tsx';
import { useAdministrationTexts } from './administration-texts.ts';
import { Wordings } from './read-version.tsx';
import { faultOf, WordingFields } from './wording-fields.tsx';

type FormProps = {
  /** What it begins with. */
  current: KeptAgreementVersion | undefined;
  onDone: (after: readonly KeptAgreementVersion[], said: string) => void;
  onCancel: () => void;
};

type Draft = Pick<NewAgreementVersion, 'en' | 'es'>;

/** Another version in both languages, with how it will look. */
export function AgreementVersionForm({ current, onDone, onCancel }: FormProps) {
  const { agreement: texts } = useAdministrationTexts();
  const [effective, setEffective] = useState<CalendarDate>();
  const [draft, setDraft] = useState<Draft>({ en: draftOf(current?.en), es: draftOf(current?.es) });
  const missing = (value: string | undefined) => ((value ?? '').trim() === '' ? texts.missing : undefined);
  const refused = (field: string) => faultOf<AgreementFault>(send.error, field, texts.faults);
  const complete =
    effective !== undefined &&
    languages.every((language) => draft[language].title.trim() !== '' && draft[language].text.trim() !== '');
  const send = useChange(async () => {
    const after = await call(agreementVersionsApi.write, { request: { effective: effective!, ...draft } });
    onDone(after, texts.kept(shownDate(effective!)));
  });
  return (
    <Form sends={send} complete={complete}>
      <Refusal of={send.error} title={texts.failed} />
      <DateField
        label={texts.effective}
        field="effective"
        hint={texts.effectiveHint}
        value={effective}
        onChange={setEffective}
        error={missing(effective) ?? refused('effective')}
      />
      <WordingFields
        texts={texts}
        value={draft}
        onChange={(language, wording) => setDraft((before) => ({ ...before, [language]: wording }))}
        errorOf={(field, value) => missing(value) ?? refused(field)}
        most={limits.agreement}
        rows={12}
      />
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
