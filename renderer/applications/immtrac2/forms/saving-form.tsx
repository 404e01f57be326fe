import type { ReactNode } from 'react';
import { type Change, useChange } from '../../../platform/api/queries.ts';
import { Form } from '../../../platform/forms/form.tsx';
import { useStillTheSame } from '../clients/still-the-same.tsx';
import { DraftNotice } from './draft-notice.tsx';
import { ProblemList } from './problem-list.tsx';

export interface Saving extends Change {
  /** While it is asked whether this is still the same client. */
  readonly question?: ReactNode;
}

/** What is saved of a client, after a gap only once somebody has said that it is still the same one. */
export function useSaving(
  client: { firstName: string; lastName: string },
  send: () => Promise<unknown>,
): Saving & { question: ReactNode } {
  const change = useChange(send);
  const { guarded, question } = useStillTheSame(client);
  return { ...change, mutate: () => guarded(change.mutate), question };
}

type SavingFormProps = {
  label: string;
  saving: Saving;
  complete?: boolean;
  /** Where what is typed is kept. */
  draft?: { readonly restored: boolean };
  /** What is said above the names of fields that did not fit. */
  problems: string;
  /** The words of a field, as its label has them. */
  nameOf: (field: string) => string;
  actions: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A form of the registry: what came back, what did not fit, the fields, the question, and the buttons. */
export function SavingForm({ label, saving, complete = true, draft, className = '', ...rest }: SavingFormProps) {
  const { problems, nameOf, actions, children } = rest;
  return (
    <Form sends={saving} complete={complete} className={`stack ${className}`.trim()} aria-label={label}>
      {draft && <DraftNotice restored={draft.restored} />}
      {saving.error && <ProblemList error={saving.error} title={problems} nameOf={nameOf} />}
      {children}
      {saving.question}
      <div className="row">{actions}</div>
    </Form>
  );
}
