import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { useChange } from '../../../platform/api/queries.ts';
import { useApplication } from '../../../platform/application/application-frame.tsx';
import { ApplicationProblem } from '../../../platform/application/application-problem.tsx';
import { Button, Notice, Panel } from '../../../platform/design/components.tsx';
import { SelectField } from '../../../platform/design/select-field.tsx';
import { Form } from '../../../platform/forms/form.tsx';
import { useFieldSentence } from '../forms/field-sentence.ts';
import { ImmTrac2Frame } from '../frame.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

interface Shown<Answer> {
  readonly answer: Answer;
  /** What it was asked for, so that it can stand with it on paper. */
  readonly asked: string;
  /** Of this page's answers. */
  readonly number: number;
}

type ReportPageProps<Answer> = {
  title: string;
  about: string;
  /** The choices beside the site. @param wrong what the server said of a field */
  renderFields: (wrong: (field: string) => string | undefined) => ReactNode;
  /** @returns undefined where something is missing */
  ask: (siteId: string) => { answer: () => Promise<Answer>; asked: string } | undefined;
  children: (answer: Answer) => ReactNode;
};

/** A report: what it is about, what to choose, and its answer, which stays until another is asked for. */
export function ReportPage<Answer>({ title, about, renderFields, ask, children }: ReportPageProps<Answer>) {
  const texts = useImmTrac2Texts().reports;
  const { sites } = useApplication().context.caller;
  const [siteId, setSiteId] = useState(sites[0]?.id ?? '');
  const [shown, setShown] = useState<Shown<Answer>>();
  const sentence = useFieldSentence();
  const wrong = (field: string) => {
    const problem = show.error?.fields.find((each) => each.field === field);
    return problem && sentence(texts.fields[field] ?? field, problem);
  };
  const question = ask(siteId);
  const show = useChange(async () => {
    const answer = await question!.answer();
    const siteName = sites.find(({ id }) => id === siteId)?.name ?? '';
    const asked = [siteName, question!.asked].filter(Boolean).join(' – ');
    setShown((before) => ({ answer, asked, number: (before?.number ?? 0) + 1 }));
  });
  return (
    <ImmTrac2Frame step={title} printedAbout={shown && `${title}: ${shown.asked}`}>
      <p className="no-print">
        <Link href="/reports">{texts.toReports}</Link>
      </p>
      <h1>{title}</h1>
      <p className="no-print">{about}</p>
      {sites.length === 0 ? (
        <Notice>{texts.noSites}</Notice>
      ) : (
        <Panel className="no-print">
          <Form sends={show} complete={question !== undefined} aria-label={title}>
            <div className="report-fields">
              {sites.length > 1 && (
                <SelectField label={texts.site} value={siteId} choices={sites} onChoose={setSiteId} />
              )}
              {renderFields(wrong)}
            </div>
            {show.error?.fields.length === 0 && <ApplicationProblem error={show.error} />}
            <div className="row">
              <Button kind="primary" type="submit" busy={show.isPending && texts.showing}>
                {texts.show}
              </Button>
            </div>
          </Form>
        </Panel>
      )}
      {shown && (
        <div className="stack" key={shown.number}>
          <Asked>{shown.asked}</Asked>
          {children(shown.answer)}
        </div>
      )}
    </ImmTrac2Frame>
  );
}

/** Whoever waited for the answer goes on from there, and a screen reader says what it is. */
function Asked({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 ref={heading} tabIndex={-1}>
      {children}
    </h2>
  );
}
