import { useState } from 'react';
import { Link } from 'wouter';
import { changesBetween } from '../../../../shared/applications/syntropi/answers/answer-changes.ts';
import { type SectionId, sectionIds } from '../../../../shared/applications/syntropi/answers/enrollment-answers.ts';
import { sectionsOf } from '../../../../shared/applications/syntropi/answers/enrollment-rules.ts';
import {
  type EnrollmentForm,
  enrollmentsApi,
  type HistoryEntry,
} from '../../../../shared/applications/syntropi/enrollment/api.ts';
import { useRead } from '../../../platform/api/queries.ts';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Notice } from '../../../platform/design/components.tsx';
import { DataTable } from '../../../platform/design/data-table.tsx';
import { useShownTime } from '../../../platform/texts/clinic-time.ts';
import { labelOf, wordsOf } from '../answers/answer-words.ts';
import { LetterForm } from '../letters/letter-form.tsx';
import { SyntropiPage } from '../page.tsx';
import { SectionForm } from '../answers/section-form.tsx';
import { type EnrollmentTexts, useSyntropiTexts } from '../syntropi-texts.ts';

const isSection = (part: string): part is SectionId => (sectionIds as readonly string[]).includes(part);

/** A section of an enrollment, its history, or what has changed since last year. */
export function PartPage({ id, part }: { id: string; part: string }) {
  const { enrollment: texts } = useSyntropiTexts();
  const [shown, setShown] = useState(0);
  const title = isSection(part) ? texts.section[part] : part === 'history' ? texts.history.title : texts.changes.title;
  return (
    <SyntropiPage step={title}>
      <p className="no-print">
        <Link href={`/enrollments/${id}`}>{texts.overview}</Link>
      </p>
      {part === 'history' ? (
        <History id={id} />
      ) : (
        <OfForm key={shown} id={id} part={part} onReload={() => setShown(shown + 1)} />
      )}
    </SyntropiPage>
  );
}

function OfForm({ id, part, onReload }: { id: string; part: string; onReload: () => void }) {
  const { enrollment: texts } = useSyntropiTexts();
  return (
    <ApplicationResource of={useRead(enrollmentsApi.read, { params: { enrollment: id } })}>
      {(form) => {
        if (!isSection(part)) return <Changes form={form} />;
        const sections = sectionsOf(form.answers);
        if (!form.mayEdit || !sections.includes(part)) return <Notice title={texts.form.readOnly} />;
        const comment = form.comments.find(({ section }) => section === part)?.comment;
        return (
          <>
            <p className="soft">
              {`${form.site.name}. ${texts.sections.place(sections.indexOf(part) + 1, sections.length)}`}
            </p>
            {comment && (
              <Notice kind="warning" title={texts.sections.comment}>
                {comment}
              </Notice>
            )}
            {part === 'letter' ? (
              <LetterForm form={form} onChanged={onReload} />
            ) : (
              <SectionForm key={part} form={form} section={part} onReload={onReload} />
            )}
          </>
        );
      }}
    </ApplicationResource>
  );
}

function Changes({ form: { answers, lastYear = {} } }: { form: EnrollmentForm }) {
  const { enrollment: texts } = useSyntropiTexts();
  const { changes } = texts;
  return (
    <DataTable
      caption={changes.title}
      rows={changesBetween(lastYear, answers)}
      rowKey={({ field }) => field}
      empty={changes.none}
      file="changes"
      columns={[
        {
          id: 'section',
          label: changes.section,
          value: ({ field }) => texts.section[field.split('.')[0] as SectionId],
        },
        { id: 'field', label: changes.field, names: true, value: ({ field }) => labelOf(texts, field) },
        { id: 'before', label: changes.before, value: (each) => told(texts, each, each.before) },
        { id: 'after', label: changes.after, value: (each) => told(texts, each, each.after) },
      ]}
    />
  );
}

type Change = { readonly field: string; readonly before?: string; readonly after?: string };

function told(texts: EnrollmentTexts, { field, before, after }: Change, value: string | undefined): string {
  return before === undefined && after === undefined ? texts.changes.secret : wordsOf(texts, field, value);
}

function History({ id }: { id: string }) {
  return (
    <ApplicationResource of={useRead(enrollmentsApi.history, { params: { enrollment: id } })}>
      {({ entries }) => <HistoryTable entries={entries} />}
    </ApplicationResource>
  );
}

function HistoryTable({ entries }: { entries: readonly HistoryEntry[] }) {
  const { enrollment: texts } = useSyntropiTexts();
  const { history } = texts;
  const shownTime = useShownTime();
  const rows = entries.map((entry, index) => ({ ...entry, key: index }));
  return (
    <DataTable
      caption={history.title}
      rows={rows}
      rowKey={({ key }) => String(key)}
      empty={history.none}
      file="history"
      columns={[
        {
          id: 'at',
          label: history.when,
          names: true,
          value: ({ at }) => at,
          cell: ({ at }) => shownTime(at),
        },
        { id: 'by', label: history.who, value: ({ by }) => by },
        {
          id: 'what',
          label: history.what,
          value: ({ what, section }) =>
            [history.kinds[what], section && texts.section[section]].filter(Boolean).join(': '),
        },
        {
          id: 'change',
          label: history.change,
          value: (entry) => linesOf(texts, entry).join('\n'),
          cell: (entry) => lines(texts, entry),
        },
      ]}
    />
  );
}

function lines(texts: EnrollmentTexts, entry: HistoryEntry) {
  return (
    <ul className="plain-list">
      {linesOf(texts, entry).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function linesOf(texts: EnrollmentTexts, { changes, comments }: HistoryEntry): string[] {
  const { secret } = texts.history;
  return [
    ...changes.map((each) => {
      const isSecret = each.before === undefined && each.after === undefined;
      const said = (value: string | undefined) => wordsOf(texts, each.field, value);
      const words = isSecret ? secret : `${said(each.before)} → ${said(each.after)}`;
      return `${labelOf(texts, each.field)}: ${words}`;
    }),
    ...comments.map(({ section, comment }) => `${texts.section[section]}: ${comment}`),
  ];
}
