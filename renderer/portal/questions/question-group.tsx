import type { SecurityQuestions } from '../../../shared/identity/api/questions.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { ChosenAnswer } from '../../../shared/identity/security-questions.ts';
import { TextField } from '../../platform/design/components.tsx';
import { SelectField } from '../../platform/design/select-field.tsx';
import { usePortalTexts } from '../portal-texts.ts';

type QuestionGroupProps = {
  number: number;
  catalogue: SecurityQuestions['catalogue'];
  value: ChosenAnswer;
  /** Questions that stand at the other places. */
  taken: readonly string[];
  questionError: string | undefined;
  answerError: string | undefined;
  onChange: (value: ChosenAnswer) => void;
};

/** One of the three questions with its answer. */
export function QuestionGroup(props: QuestionGroupProps) {
  const { number, catalogue, value, taken, questionError, answerError, onChange } = props;
  const { questions: texts, securityQuestions } = usePortalTexts();
  const wordings: Readonly<Record<string, string>> = securityQuestions;
  const { minimum, maximum } = limits.questions.answerCharacters;
  return (
    <div className="question-group">
      <SelectField
        label={texts.question(number)}
        field={`answers.${number - 1}.question`}
        error={questionError}
        value={value.question}
        choices={[
          { id: '', name: texts.choose },
          ...catalogue.map(({ id, text }) => ({ id, name: wordings[id] ?? text, unavailable: taken.includes(id) })),
        ]}
        onChoose={(question) => onChange({ ...value, question })}
      />
      <TextField
        label={texts.answer(number)}
        field={`answers.${number - 1}.answer`}
        hint={texts.answerHint(minimum, maximum)}
        error={answerError}
        name={`answer-${number}`}
        // Nothing that the browser should keep, offer or send away to be spell-checked.
        autoComplete="off"
        spellCheck={false}
        value={value.answer}
        onChange={(event) => onChange({ ...value, answer: event.target.value })}
      />
    </div>
  );
}
