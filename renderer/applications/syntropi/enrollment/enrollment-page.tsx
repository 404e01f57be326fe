import { useState } from 'react';
import { Link } from 'wouter';
import { flatAnswers } from '../../../../shared/applications/syntropi/answers/answer-changes.ts';
import type { SectionId } from '../../../../shared/applications/syntropi/answers/enrollment-answers.ts';
import {
  mistakesIn,
  type Mistake,
  sectionsOf,
} from '../../../../shared/applications/syntropi/answers/enrollment-rules.ts';
import {
  type EnrollmentForm,
  enrollmentsApi,
  letterPath,
} from '../../../../shared/applications/syntropi/enrollment/api.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { useRead } from '../../../platform/api/queries.ts';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Badge } from '../../../platform/design/badge.tsx';
import { Button, ButtonLink, Details, Notice, Panel, Table, TableHead } from '../../../platform/design/components.tsx';
import { Stepper } from '../../../platform/design/states.tsx';
import { usePartTexts } from '../../../platform/design/part-texts.ts';
import { labelOf, useMistakeWords, wordsOf } from '../answers/answer-words.ts';
import { Decision } from './decision.tsx';
import { type OnChanged, situationOf } from './form-situation.ts';
import { SyntropiPage } from '../page.tsx';
import { SignForm } from './sign-form.tsx';
import { StatusBadge } from './status-badge.tsx';
import { Withdrawal } from './withdrawal.tsx';
import { type EnrollmentTexts, useSyntropiTexts } from '../syntropi-texts.ts';

/** One enrollment: where it stands, what is missing, and what can be done about it. */
export function EnrollmentPage({ id }: { id: string }) {
  const { enrollment: texts } = useSyntropiTexts();
  const [shown, setShown] = useState(0);
  // What was told once stays while the page is there.
  const [told, setTold] = useState<{ title: string; text: string }>();
  return (
    <SyntropiPage step={texts.title}>
      {told && (
        <Notice kind="positive" title={told.title} urgent>
          {told.text}
        </Notice>
      )}
      <Loaded
        key={shown}
        id={id}
        onChanged={(title, text) => {
          setTold(title === undefined ? undefined : { title, text: text ?? '' });
          setShown(shown + 1);
        }}
      />
    </SyntropiPage>
  );
}

function Loaded({ id, onChanged }: { id: string; onChanged: OnChanged }) {
  return (
    <ApplicationResource of={useRead(enrollmentsApi.read, { params: { enrollment: id } })}>
      {(form) => <Overview form={form} onChanged={onChanged} />}
    </ApplicationResource>
  );
}

function Overview({ form, onChanged }: { form: EnrollmentForm; onChanged: OnChanged }) {
  const { enrollment: texts } = useSyntropiTexts();
  const { print: printText } = usePartTexts().table;
  const mistakes = mistakesIn(form.answers, situationOf(form));
  const { id, site, status, statusSince, renewBy, mayEdit, maySign, mayReview, signature, lastYear } = form;
  return (
    <>
      <Panel title={site.name}>
        <Stepper label={texts.steps} steps={texts.stepNames} current={stepOf(form, mistakes)} />
        <p>
          <StatusBadge status={status} /> {shownDate(statusSince)}
          {renewBy && `. ${texts.list.renewBy} ${shownDate(renewBy)}`}
        </p>
        <p>{texts.next[status]}</p>
        {signature && <p className="soft">{texts.review.signedBy(signature.name, shownDate(signature.on))}</p>}
        <div className="row">
          <Link href={`/enrollments/${id}/history`}>{texts.history.title}</Link>
          {lastYear && <Link href={`/enrollments/${id}/changes`}>{texts.changes.link}</Link>}
          <Button onClick={() => print()}>{printText}</Button>
        </div>
      </Panel>
      <Sections form={form} mistakes={mistakes} />
      {mayEdit && mistakes.length > 0 && <Missing form={form} mistakes={mistakes} />}
      {maySign && mistakes.length === 0 && <SignForm form={form} onChanged={onChanged} />}
      {mayEdit && !maySign && <Notice title={texts.review.onlySigner} />}
      {!mayEdit && <AnswersView form={form} />}
      {mayReview && <Decision form={form} onChanged={onChanged} />}
      <Withdrawal form={form} onChanged={onChanged} />
    </>
  );
}

function stepOf({ status, mayEdit }: EnrollmentForm, mistakes: readonly Mistake[]): number {
  if (status === 'approved' || status === 'lapsed') return 3;
  if (status === 'submitted') return 2;
  return mayEdit && mistakes.length === 0 ? 1 : 0;
}

type SectionsProps = { form: EnrollmentForm; mistakes: readonly Mistake[] };

function Sections({ form, mistakes }: SectionsProps) {
  const { enrollment: texts } = useSyntropiTexts();
  const { sections } = texts;
  const comments = new Map(form.comments.map(({ section, comment }) => [section, comment]));
  const names = [sections.name, sections.state, ...(comments.size > 0 ? [sections.comment] : [])];
  return (
    <Table caption={sections.caption} cards>
      <TableHead columns={names} action={form.mayEdit && sections.action} />
      <tbody>
        {sectionsOf(form.answers).map((section) => {
          const missing = mistakes.filter((each) => each.section === section).length;
          return (
            <tr key={section}>
              <th scope="row" data-label={sections.name}>
                {texts.section[section]}
              </th>
              <td data-label={sections.state}>
                <SectionBadge missing={missing} begun={isBegun(form, section)} />
              </td>
              {comments.size > 0 && <td data-label={sections.comment}>{comments.get(section)}</td>}
              {form.mayEdit && (
                <td className="no-print" data-label={sections.action}>
                  <Link href={`/enrollments/${form.id}/${section}`}>
                    {missing === 0 ? sections.change : sections.answer}
                    <span className="visually-hidden">{` ${texts.section[section]}`}</span>
                  </Link>
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

function SectionBadge({ missing, begun }: { missing: number; begun: boolean }) {
  const { sections } = useSyntropiTexts().enrollment;
  if (missing === 0) return <Badge kind="positive">{sections.complete}</Badge>;
  return <Badge kind="warning">{begun ? sections.missing(missing) : sections.notBegun}</Badge>;
}

/** Everything that is missing, by section; of one that nobody has begun that alone. */
function Missing({ form, mistakes }: SectionsProps) {
  const { enrollment: texts } = useSyntropiTexts();
  const mistakeWords = useMistakeWords();
  const sections = sectionsOf(form.answers).filter((section) => mistakes.some((each) => each.section === section));
  return (
    <Panel title={texts.review.missing}>
      <p className="soft">{texts.review.missingText}</p>
      <ul>
        {sections.map((section) => (
          <li key={section}>
            <Link href={`/enrollments/${form.id}/${section}`}>{texts.section[section]}</Link>
            {isBegun(form, section) ? (
              <ul>
                {mistakes
                  .filter((each) => each.section === section)
                  .map((mistake) => (
                    <li key={`${mistake.field} ${mistake.message}`}>{mistakeWords(mistake)}</li>
                  ))}
              </ul>
            ) : (
              `: ${texts.sections.notBegun.toLowerCase()}`
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function isBegun({ answers, letter }: EnrollmentForm, section: SectionId): boolean {
  if (section === 'letter') return letter !== undefined;
  return itemsOf([...flatAnswers(answers)], section).length > 0;
}

/** Everything that was answered, to be read and printed. */
function AnswersView({ form }: { form: EnrollmentForm }) {
  const { enrollment: texts } = useSyntropiTexts();
  const answers = [...flatAnswers(form.answers)];
  return sectionsOf(form.answers).map((section) => (
    <Panel key={section} title={texts.section[section]}>
      {section === 'letter' ? (
        <LetterView form={form} />
      ) : (
        <Details items={itemsOf(answers, section).map((answer) => worded(texts, answer))} />
      )}
    </Panel>
  ));
}

function LetterView({ form: { id, letter } }: { form: EnrollmentForm }) {
  const { enrollment: texts } = useSyntropiTexts();
  if (letter === undefined) return texts.letter.none;
  return (
    <p className="row">
      {texts.letter.there(letter.name, shownDate(letter.addedOn))}
      <ButtonLink href={letterPath(id)}>{texts.letter.save}</ButtonLink>
    </p>
  );
}

function itemsOf(answers: readonly (readonly [string, string])[], section: SectionId) {
  return answers.filter(([path]) => path.startsWith(`${section}.`));
}

function worded(texts: EnrollmentTexts, [path, value]: readonly [string, string]) {
  return [labelOf(texts, path), wordsOf(texts, path, value)] as const;
}
