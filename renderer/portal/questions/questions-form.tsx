import { useState } from 'react';
import { Link } from 'wouter';
import { questionsApi, type SecurityQuestions } from '../../../shared/identity/api/questions.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { FieldProblem } from '../../../shared/contract/problems.ts';
import {
  type AnswerProblem,
  answerProblemInWords,
  answerProblems,
  type ChosenAnswer,
} from '../../../shared/identity/security-questions.ts';
import type { Texts } from '../../../shared/identity/texts/texts.ts';
import type { ApiError } from '../../platform/api/api-error.ts';
import { call } from '../../platform/api/client.ts';
import { useChange } from '../../platform/api/queries.ts';
import { Button, Notice, TextField } from '../../platform/design/components.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { useProblemText } from '../../platform/texts/problem-text.ts';
import { usePortalTexts } from '../portal-texts.ts';
import { QuestionGroup } from './question-group.tsx';

type QuestionsFormProps = { questions: SecurityQuestions; username: string; onUpdated: () => void };

/** Three questions, their responses and the current password [Q1], checked here by the server's own rules [Q2]. */
export function QuestionsForm({ questions, username, onUpdated }: QuestionsFormProps) {
  const { catalogue, chosen } = questions;
  const [answers, setAnswers] = useState<readonly ChosenAnswer[]>(() =>
    Array.from({ length: limits.questions.chosen }, (_, index) => ({ question: chosen[index] ?? '', answer: '' })),
  );
  const [password, setPassword] = useState('');
  const texts = usePortalTexts().questions;
  const problemText = useProblemText();

  const send = useChange(async () => {
    await call(questionsApi.change, { request: { password, answers: [...answers] } });
    onUpdated();
  });
  const found: FieldProblem[] = [
    ...answerProblems(answers, username),
    ...(password === '' ? [{ field: 'password', message: '', code: 'passwordMissing' }] : []),
  ];
  const shown = [...found, ...refusedFields(send.error)];
  const errorOf = (field: string) => {
    const problem = shown.find((each) => each.field === field);
    return problem && inWords(problem, texts);
  };

  const change = (index: number, value: ChosenAnswer) => {
    send.reset();
    setAnswers(answers.with(index, value));
  };

  return (
    <Form sends={send} complete={found.length === 0}>
      {send.error && refusedFields(send.error).length === 0 && (
        <Notice kind="danger" title={texts.failed} urgent>
          {problemText(send.error)}
        </Notice>
      )}
      {answers.map((value, index) => (
        <QuestionGroup
          // The three places stay where they are.
          key={texts.question(index + 1)}
          number={index + 1}
          catalogue={catalogue}
          value={value}
          taken={answers.flatMap(({ question }, other) => (other === index ? [] : [question]))}
          questionError={errorOf(`answers.${index}.question`)}
          answerError={errorOf(`answers.${index}.answer`)}
          onChange={(changed) => change(index, changed)}
        />
      ))}
      <TextField
        label={texts.password}
        field="password"
        hint={texts.passwordHint}
        error={errorOf('password')}
        name="password"
        type="password"
        autoComplete="current-password"
        maxLength={limits.signIn.passwordCharacters}
        value={password}
        onChange={(event) => {
          send.reset();
          setPassword(event.target.value);
        }}
      />
      <div className="row">
        <Button kind="primary" type="submit" busy={send.isPending && texts.submitting}>
          {texts.submit}
        </Button>
        <Link href="/profile" className="button">
          {texts.cancel}
        </Link>
      </div>
    </Form>
  );
}

/** What the server has to say about single fields; the rest of its refusals stand above the form. */
function refusedFields(refusal: ApiError | null): readonly FieldProblem[] {
  if (refusal?.type === 'password-wrong') return [{ field: 'password', message: '', code: 'passwordWrong' }];
  return refusal?.type === 'questions-refused' ? refusal.fields : [];
}

/** The server's own sentence, in English, only where a newer one knows more than this page. */
function inWords({ code, message }: FieldProblem, texts: Texts['questions']): string {
  if (code === undefined || !Object.hasOwn(texts.problems, code)) return message;
  if (code === 'passwordMissing' || code === 'passwordWrong') return texts.problems[code];
  return answerProblemInWords(code as AnswerProblem, texts);
}
