import { type ChangeEvent, type ComponentProps, type SubmitEvent, useLayoutEffect, useRef, useState } from 'react';
import type { FieldTexts } from '../../../shared/contract/field-texts.ts';
import type { Change } from '../api/changes.ts';
import { Refused, Tried } from '../design/field.tsx';
import { sayInTitle } from '../design/page-title.ts';
import { useTexts } from '../texts/wording.tsx';
import { isOf, useFieldMessage } from './field-message.ts';

type FormProps = Omit<ComponentProps<'form'>, 'onSubmit' | 'noValidate'> & {
  /** What sends it, or leads on. */
  sends: Pick<Change, 'mutate' | 'error' | 'reset'>;
  /** Whether what was typed can be sent at all; the fields say themselves what is wrong. */
  complete?: boolean;
  /** The words of the application's own rules, by code. */
  refusals?: FieldTexts;
  /** Another one begins as if nobody had tried. */
  round?: unknown;
};

interface Wrong {
  readonly id: string;
  readonly text: string;
}

/**
 * A form in which nothing is called wrong before somebody has tried to send it. It has the one rule for where to go on
 * then: the first wrong field, or with two or more a summary that leads to each (WCAG 2.2 SC 3.3.1). What the server
 * answered and has the focus already keeps it. Fields show by `aria-invalid` that they are wrong, so a page says it once.
 */
export function Form(props: FormProps) {
  const { sends, complete = true, refusals, round, children, className = 'stack', ...rest } = props;
  const texts = useTexts().frame.form;
  const form = useRef<HTMLFormElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const [wrong, setWrong] = useState<readonly Wrong[]>([]);
  // Fields, as the request names them, in which something was typed after it was refused.
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  const fieldMessage = useFieldMessage(refusals);
  // What calls attention to the fields: submitting, and being refused.
  const [attempts, setAttempts] = useState(0);
  const [summaries, setSummaries] = useState(0);
  const [before, setBefore] = useState({ error: sends.error, round });
  if (before.error !== sends.error || before.round !== round) {
    setBefore({ error: sends.error, round });
    setChanged(new Set());
    setAttempts(before.round === round ? attempts + (sends.error === null ? 0 : 1) : 0);
  }

  useLayoutEffect(() => {
    if (attempts === 0) return;
    const fields = invalidFields(form.current!);
    const isAnswered = document.activeElement?.closest('form') === form.current && isAlert(document.activeElement);
    const isLong = fields.length > 1 && !isAnswered;
    setWrong(isLong ? fields.map(describe) : []);
    setSummaries((count) => count + (isLong ? 1 : 0));
    if (fields.length === 1 && !isAnswered) leadTo(placeOf(fields[0]!));
    return sayInTitle(fields.length > 0 ? texts.inTitle : undefined);
  }, [attempts, texts]);
  // It is drawn by then, and each attempt draws another.
  useLayoutEffect(() => {
    if (summaries > 0) summary.current?.focus();
  }, [summaries]);
  // What is mended leaves the summary at once; what goes wrong meanwhile waits for the next attempt. The fields are the page's,
  // which may mend one by any drawing, so they are watched where they stand.
  const isSaid = wrong.length > 0;
  useLayoutEffect(() => {
    if (!isSaid) return;
    const fields = form.current!;
    const observer = new MutationObserver(() => {
      const left = new Set(invalidFields(fields).map(placeOf));
      setWrong((said) => (said.every(({ id }) => left.has(id)) ? said : said.filter(({ id }) => left.has(id))));
    });
    observer.observe(fields, { subtree: true, childList: true, attributeFilter: ['aria-invalid'] });
    return () => observer.disconnect();
  }, [isSaid]);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setAttempts((count) => count + 1);
    if (complete) sends.mutate();
    else sends.reset();
  };
  const noteChange = ({ target }: ChangeEvent<HTMLFormElement>) => {
    const { field } = (target as HTMLElement).dataset;
    if (field !== undefined && sends.error) setChanged(new Set([...changed, field]));
  };
  const refused = {
    wordsOf: (field: string) => (changed.has(field) ? undefined : fieldMessage(sends.error, field)),
    areShown: (fields: readonly string[]) => {
      const controls = [...(form.current?.querySelectorAll<HTMLElement>('[data-field]') ?? [])];
      return fields.every((field) => controls.some(({ dataset }) => isOf(dataset['field']!, field)));
    },
  };
  return (
    <form {...rest} ref={form} className={className} noValidate onSubmit={submit} onChange={noteChange}>
      {isSaid && (
        <div
          ref={summary}
          className="notice error-summary"
          data-kind="danger"
          role="group"
          tabIndex={-1}
          aria-label={texts.wrong}
        >
          <div>
            <p className="notice-title">{texts.wrong}</p>
            <ul>
              {wrong.map(({ id, text }) => (
                <li key={id}>
                  <a href={`#${id}`} onClick={(event) => leadTo(id, event)}>
                    {text}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
      <Tried value={attempts > 0}>
        <Refused value={refused}>{children}</Refused>
      </Tried>
    </form>
  );
}

function invalidFields(form: HTMLElement): HTMLElement[] {
  const seen = new Set<Element>();
  return [...form.querySelectorAll<HTMLElement>('[aria-invalid="true"]')].filter((field) => {
    // Of several boxes that stand together, the first.
    const group = field.closest('fieldset') ?? field;
    if (seen.has(group)) return false;
    seen.add(group);
    return true;
  });
}

function isAlert(element: Element | null): boolean {
  return element?.getAttribute('role') === 'alert';
}

/** Its error in the words that stand at it, after its name. */
function describe(field: HTMLElement): Wrong {
  const error = field
    .getAttribute('aria-describedby')
    ?.split(' ')
    .map((id) => document.getElementById(id))
    .findLast((element) => element?.closest('.field-error'));
  const label = field.closest('fieldset')?.querySelector('legend') ?? (field as HTMLInputElement).labels?.[0];
  return { id: placeOf(field), text: [label?.textContent, error?.textContent].filter(Boolean).join(': ') };
}

/** Where it is put right: at the field, or where the field says by `data-leads-to`. */
function placeOf(field: HTMLElement): string {
  field.id ||= `field-${++named}`;
  return field.dataset['leadsTo'] ?? field.id;
}

let named = 0;

function leadTo(id: string, event?: { preventDefault(): void }): void {
  event?.preventDefault();
  document.getElementById(id)?.focus();
}
