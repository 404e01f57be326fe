import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import type { ApiError } from '../../../platform/api/api-error.ts';
import { useChange } from '../../../platform/api/queries.ts';
import { ApplicationProblem } from '../../../platform/application/application-problem.tsx';
import type { ButtonKind } from '../../../platform/design/button.tsx';
import { Button, Notice } from '../../../platform/design/components.tsx';
import { useFieldMessage, useFieldProblemText } from '../../../platform/forms/field-message.ts';
import { Form } from '../../../platform/forms/form.tsx';
import { useProblemText } from '../../../platform/texts/problem-text.ts';
import { fieldName } from './field-names.ts';
import { useVaosTexts } from '../vaos-texts.ts';

/** What a field says of itself: nothing before somebody has tried. */
export type ErrorOf = (field: string, mistake?: string | false) => string | undefined;

type StockFormProps = {
  submit: string;
  kind?: ButtonKind;
  /** Whether it can be sent as it is; the fields say themselves what is wrong. */
  complete: boolean;
  /** @param key of this request; the same each time that this form sends one, so that it counts once */
  send: (key: string) => Promise<unknown>;
  /** Where it leads when it is done. */
  to: string;
  children: (errorOf: ErrorOf) => ReactNode;
};

/** A form that changes stock or orders, and then leads on. */
export function StockForm({ submit: label, kind = 'primary', complete, send, to, children }: StockFormProps) {
  const texts = useVaosTexts();
  const [key] = useState(() => crypto.randomUUID());
  const fieldMessage = useFieldMessage(texts.refusals);
  const [, navigate] = useLocation();
  const sending = useChange(async () => {
    await send(key);
    navigate(to);
  });
  const named = new Set<string>();
  const errorOf: ErrorOf = (field, mistake) => {
    named.add(field);
    return mistake || fieldMessage(sending.error, field);
  };
  const fields = children(errorOf);
  const isAtField = sending.error?.fields.some(({ field }) => named.has(field)) ?? false;
  return (
    <Form sends={sending} complete={complete}>
      {sending.error && !isAtField && <Failure error={sending.error} />}
      {fields}
      <div className="row">
        <Button kind={kind} type="submit" busy={sending.isPending && texts.form.saving}>
          {label}
        </Button>
      </div>
    </Form>
  );
}

/** What the server refused, where no field says it. */
export function Failure({ error, title }: { error: ApiError; title?: string }) {
  const { form, fieldNames, refusals } = useVaosTexts();
  const fieldText = useFieldProblemText(refusals);
  const problemText = useProblemText();
  if (error.type === 'sign-in-required' || error.type === 'not-permitted') return <ApplicationProblem error={error} />;
  return (
    <Notice kind="danger" title={title ?? form.refused} urgent>
      <p>{problemText(error)}</p>
      {error.fields.map((problem) => (
        <p key={problem.field}>{form.problem(fieldName(fieldNames, problem.field), fieldText(problem))}</p>
      ))}
    </Notice>
  );
}

/** @returns the number that was typed, if it is a whole one of at least `least` */
export function wholeNumber(text: string, least = 1): number | undefined {
  if (!/^\d{1,6}$/.test(text.trim())) return undefined;
  const number = Number(text);
  return number >= least ? number : undefined;
}

/** Choices of a list of texts, for a select field. */
export function choicesFrom<Id extends string>(names: Readonly<Record<Id, string>>): { id: Id; name: string }[] {
  return (Object.entries(names) as [Id, string][]).map(([id, name]) => ({ id, name }));
}
