import { useId } from 'react';
import type { SecurityQuestions } from '../../../shared/identity/api/questions.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { ChosenAnswer } from '../../../shared/identity/security-questions.ts';
import { questionTexts as texts } from '../../../shared/identity/texts/questions.ts';
import { TextField } from '../../platform/design/components.tsx';

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

/** One of the three questions with its response. */
export function QuestionGroup(props: QuestionGroupProps) {
  const { number, catalogue, value, taken, questionError, answerError, onChange } = props;
  const id = useId();
  const { minimum, maximum } = limits.questions.answerCharacters;
  return (
    <div className="question-group">
      <div className="field">
        <label htmlFor={id}>{texts.question(number)}</label>
        <select
          id={id}
          value={value.question}
          aria-invalid={questionError ? true : undefined}
          aria-describedby={questionError ? `${id}-error` : undefined}
          onChange={(event) => onChange({ ...value, question: event.target.value })}
        >
          <option value="">{texts.choose}</option>
          {catalogue.map((question) => (
            <option key={question.id} value={question.id} disabled={taken.includes(question.id)}>
              {question.text}
            </option>
          ))}
        </select>
        {questionError && (
          <span className="field-error" id={`${id}-error`}>
            {questionError}
          </span>
        )}
      </div>
      <TextField
        label={texts.answer(number)}
        hint={texts.answerHint(minimum, maximum)}
        error={answerError}
        name={`response-${number}`}
        // Nothing that the browser should keep, offer or send away to be spell-checked.
        autoComplete="off"
        spellCheck={false}
        value={value.answer}
        onChange={(event) => onChange({ ...value, answer: event.target.value })}
      />
    </div>
  );
}
