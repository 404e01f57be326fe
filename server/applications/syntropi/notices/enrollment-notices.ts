import type { Language } from '../../../../shared/contract/languages.ts';
import { programsOf } from '../../../../shared/applications/syntropi/answers/enrollment-rules.ts';
import { dateInWords } from '../../../../shared/contract/time.ts';
import type { NewNotice } from '../../../../shared/identity/api/notices.ts';
import { type NoticeWords, noticeWords } from '../../platform/notice-words.ts';
import { catalogues, type SyntropiCatalogue } from '../catalogues.ts';
import type { EnrollmentRecord } from '../enrollment/enrollment-records.ts';
import type { TellDeps } from './told-portal.ts';

/** What the portal says of an enrollment that moved on [Y2]. */

type Deps = Pick<TellDeps, 'clock' | 'origin'>;

const shownFor = 60 * 86_400_000;

function noticeOf(
  { clock, origin }: Deps,
  { id }: EnrollmentRecord,
  { key, ...content }: Pick<NewNotice, 'key' | 'to' | 'severity' | 'mail'>,
  say: (texts: SyntropiCatalogue, language: Language) => Omit<NoticeWords, 'label'>,
): NewNotice {
  const now = clock.now();
  return {
    key: `enrollment:${id}:${key}:${now}`,
    ...content,
    ...noticeWords(catalogues, new URL(`/enrollments/${id}`, origin).href, (texts, language) => ({
      ...say(texts, language),
      label: texts.enrollment.notices.action,
    })),
    expiresAt: new Date(now + shownFor).toISOString(),
  };
}

export function submittedNotice(deps: Deps, record: EnrollmentRecord): NewNotice {
  const to = { role: 'state-reviewer' } as const;
  return noticeOf(deps, record, { key: 'submitted', to, severity: 'information' }, (texts) => {
    const { submitted, submittedText } = texts.enrollment.notices;
    return { title: submitted(nameOf(record)), text: submittedText(programNames(texts, record)) };
  });
}

export function returnedNotice(deps: Deps, record: EnrollmentRecord): NewNotice {
  const to = { account: record.signature!.by.accountId };
  return noticeOf(deps, record, { key: 'returned', to, mail: true, severity: 'warning' }, (texts) => {
    const { returned, returnedText } = texts.enrollment.notices;
    return { title: returned(nameOf(record)), text: returnedText };
  });
}

/** Whoever signed is told the PIN, here and by mail; the site's people that it is enrolled. */
export function approvedNotices(deps: Deps, record: EnrollmentRecord, pin: string | undefined): NewNotice[] {
  const told = (withPin: string | undefined) => (texts: SyntropiCatalogue, language: Language) => {
    const { approved, approvedText, pin: pinText } = texts.enrollment.notices;
    const until = approvedText(programNames(texts, record), dateInWords(record.renewBy!, language));
    return { title: approved(nameOf(record)), text: withPin === undefined ? until : `${until} ${pinText(withPin)}` };
  };
  const signer = { account: record.signature!.by.accountId };
  return [
    noticeOf(deps, record, { key: 'approved', to: signer, mail: true, severity: 'information' }, told(pin)),
    noticeOf(deps, record, { key: 'enrolled', to: { site: record.siteId }, severity: 'information' }, told(undefined)),
  ];
}

/** A title has room for so much of it. */
function nameOf({ answers, siteName }: EnrollmentRecord): string {
  return (answers.facility?.name?.trim() || siteName).replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, 60);
}

function programNames({ organization }: SyntropiCatalogue, { answers }: EnrollmentRecord): string {
  return programsOf(answers)
    .map((program) => organization.program[program])
    .join(', ');
}
