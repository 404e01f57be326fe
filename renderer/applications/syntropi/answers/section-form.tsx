import { useState } from 'react';
import { useLocation } from 'wouter';
import type { AnsweredSection, Answers } from '../../../../shared/applications/syntropi/answers/enrollment-answers.ts';
import { mistakesOf, sectionsOf } from '../../../../shared/applications/syntropi/answers/enrollment-rules.ts';
import { type EnrollmentForm, enrollmentsApi } from '../../../../shared/applications/syntropi/enrollment/api.ts';
import { call } from '../../../platform/api/client.ts';
import { useChange } from '../../../platform/api/queries.ts';
import { Button, Notice, Panel } from '../../../platform/design/components.tsx';
import { useFieldMessage, useFieldProblemText } from '../../../platform/forms/field-message.ts';
import { useFirstField } from '../../../platform/forms/first-field.ts';
import { Form } from '../../../platform/forms/form.tsx';
import { labelOf, sentence } from './answer-words.ts';
import { Failure } from '../failure.tsx';
import { situationOf } from '../enrollment/form-situation.ts';
import { fieldsOf } from './section-fields.tsx';
import { useSyntropiTexts } from '../syntropi-texts.ts';

type SectionFormProps = { form: EnrollmentForm; section: AnsweredSection; onReload: () => void };

/** One section. It is saved as it is; with something missing it stays and says what, else it leads to the next. */
export function SectionForm({ form, section, onReload }: SectionFormProps) {
  const { enrollment, refusals } = useSyntropiTexts();
  const texts = enrollment.form;
  const problemText = useFieldProblemText(refusals);
  const [value, setValue] = useState(form.answers[section] ?? {});
  const [revision, setRevision] = useState(form.revisions[section] ?? 0);
  const [savedIncomplete, setSavedIncomplete] = useState(false);
  const fieldMessage = useFieldMessage(refusals);
  const [, navigate] = useLocation();
  const fields = useFirstField();
  const answers: Answers = { ...form.answers, [section]: value };
  const mistakes = mistakesOf(section, answers, situationOf(form));
  const save = useChange(async () => {
    setSavedIncomplete(false);
    const request = { section, revision, answers: { [section]: value } };
    const saved = await call(enrollmentsApi.save, { params: { enrollment: form.id }, request });
    setRevision(saved.revision);
    if (mistakes.length > 0) return setSavedIncomplete(true);
    const all = sectionsOf(answers);
    const next = all[all.indexOf(section) + 1];
    return navigate(`/enrollments/${form.id}${next === undefined ? '' : `/${next}`}`);
  });
  const errorOf = (field: string) => {
    const mistake = mistakes.find((each) => each.field === field);
    return mistake ? sentence(problemText(mistake)) : fieldMessage(save.error, `answers.${section}.${field}`);
  };
  const stale = save.error?.type === 'enrollment-changed' ? save.error : undefined;
  return (
    <Panel>
      <div ref={fields}>
        <Form sends={save}>
          {stale && (
            <Notice kind="warning" title={texts.changedTitle} urgent>
              <p>{texts.changedText}</p>
              <ul>
                {stale.fields.map((problem) => (
                  <li key={`${problem.field} ${problem.message}`}>
                    {texts.problem(labelOf(enrollment, `${section}.${problem.field}`), problemText(problem))}
                  </li>
                ))}
              </ul>
              <Button onClick={onReload}>{texts.load}</Button>
            </Notice>
          )}
          {save.error && !stale && <Failure error={save.error} title={texts.refused} />}
          {savedIncomplete && <p role="status">{`${texts.savedIncomplete}.`}</p>}
          {fieldsOf(section, { value, onChange: setValue, errorOf, answers, texts: enrollment })}
          <div className="row">
            <Button kind="primary" type="submit" busy={save.isPending && texts.saving}>
              {texts.save}
            </Button>
          </div>
        </Form>
      </div>
    </Panel>
  );
}
