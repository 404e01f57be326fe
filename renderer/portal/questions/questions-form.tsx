import { type SubmitEvent, useLayoutEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { questionsApi, type SecurityQuestions } from '../../../shared/identity/api/questions.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { FieldProblem } from '../../../shared/contract/problems.ts';
import { answerProblems, type ChosenAnswer } from '../../../shared/identity/security-questions.ts';
import { questionTexts as texts } from '../../../shared/identity/texts/questions.ts';
import { type ApiError, call } from '../../platform/api/client.ts';
import { Button, Notice, TextField } from '../../platform/design/components.tsx';
import { QuestionGroup } from './question-group.tsx';

type QuestionsFormProps = { questions: SecurityQuestions; username: string; onUpdated: () => void };

/** Three questions, their responses and the present password [Q1], checked here by the server's own rules [Q2]. */
export function QuestionsForm({ questions, username, onUpdated }: QuestionsFormProps) {
  const { catalogue, chosen } = questions;
  const [answers, setAnswers] = useState<readonly ChosenAnswer[]>(() =>
    Array.from({ length: limits.questions.chosen }, (_, index) => ({ question: chosen[index] ?? '', answer: '' })),
  );
  const [password, setPassword] = useState('');
  /** Counts what calls attention to the fields: submitting, and being refused. */
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ApiError>();
  const form = useRef<HTMLFormElement>(null);

  const found: FieldProblem[] = [
    ...answerProblems(answers, username),
    ...(password === '' ? [{ field: 'password', message: texts.problems.passwordMissing }] : []),
  ];
  const shown = tries === 0 ? [] : [...found, ...refusedFields(refusal)];
  const errorOf = (field: string) => shown.find((problem) => problem.field === field)?.message;

  // What is wrong is drawn by then; the first of it is where to go on.
  useLayoutEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy) return;
    setTries((count) => count + 1);
    setRefusal(undefined);
    if (found.length > 0) return;
    setBusy(true);
    try {
      await call(questionsApi.change, { request: { password, answers: [...answers] } });
      onUpdated();
    } catch (error) {
      setRefusal(error as ApiError);
      setTries((count) => count + 1);
      setBusy(false);
    }
  };
  const change = (index: number, value: ChosenAnswer) => {
    setRefusal(undefined);
    setAnswers(answers.with(index, value));
  };

  return (
    <form ref={form} className="stack" noValidate onSubmit={(event) => void submit(event)}>
      {shown.length > 0 && (
        <Notice kind="danger" title={texts.refused}>
          {texts.refusedFields}
        </Notice>
      )}
      {refusal && refusedFields(refusal).length === 0 && (
        <Notice kind="danger" title={texts.failed} urgent>
          {refusal.message}
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
        hint={texts.passwordHint}
        error={errorOf('password')}
        name="password"
        type="password"
        autoComplete="current-password"
        maxLength={limits.signIn.passwordCharacters}
        value={password}
        onChange={(event) => {
          setRefusal(undefined);
          setPassword(event.target.value);
        }}
      />
      <div className="row">
        <Button kind="primary" type="submit">
          {busy ? texts.submitting : texts.submit}
        </Button>
        <Link href="/profile" className="button">
          {texts.cancel}
        </Link>
      </div>
    </form>
  );
}

/** What the server has to say about single fields; the rest of its refusals stand above the form. */
function refusedFields(refusal: ApiError | undefined): readonly FieldProblem[] {
  if (refusal?.type === 'password-wrong') return [{ field: 'password', message: texts.problems.passwordWrong }];
  return refusal?.type === 'questions-refused' ? refusal.fields : [];
}
