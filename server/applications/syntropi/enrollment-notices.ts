import { organization as organizationTexts } from '../../../shared/applications/syntropi/texts/en/organization.ts';
import { enrollment as enrollmentTexts } from '../../../shared/applications/syntropi/texts/en/enrollment.ts';
import { programsOf } from '../../../shared/applications/syntropi/enrollment-rules.ts';
import { dateInWords } from '../../../shared/contract/time.ts';
import type { NewNotice } from '../../../shared/identity/api/notices.ts';
import type { EnrollmentRecord } from './enrollment-records.ts';
import type { TellDeps } from './told-portal.ts';

/** What the portal says of an enrollment that moved on [Y2]. */

type Deps = Pick<TellDeps, 'clock' | 'origin'>;

const texts = enrollmentTexts.notices;
const shownFor = 60 * 86_400_000;

function noticeOf(
  { clock, origin }: Deps,
  { id }: EnrollmentRecord,
  { key, ...content }: Pick<NewNotice, 'key' | 'to' | 'severity' | 'title' | 'text' | 'mail'>,
): NewNotice {
  const now = clock.now();
  return {
    key: `enrollment:${id}:${key}:${now}`,
    ...content,
    action: { label: texts.action, address: new URL(`/enrollments/${id}`, origin).href },
    expiresAt: new Date(now + shownFor).toISOString(),
  };
}

export function submittedNotice(deps: Deps, record: EnrollmentRecord): NewNotice {
  return noticeOf(deps, record, {
    key: 'submitted',
    to: { role: 'state-reviewer' },
    severity: 'information',
    title: texts.submitted(nameOf(record)),
    text: texts.submittedText(programNames(record)),
  });
}

export function returnedNotice(deps: Deps, record: EnrollmentRecord): NewNotice {
  return noticeOf(deps, record, {
    key: 'returned',
    to: { account: record.signature!.by.accountId },
    mail: true,
    severity: 'warning',
    title: texts.returned(nameOf(record)),
    text: texts.returnedText,
  });
}

/** Whoever signed is told the PIN, here and by mail; the site's people that it is enrolled. */
export function approvedNotices(deps: Deps, record: EnrollmentRecord, pin: string | undefined): NewNotice[] {
  const title = texts.approved(nameOf(record));
  const until = texts.approvedText(programNames(record), dateInWords(record.renewBy!));
  const text = pin === undefined ? until : `${until} ${texts.pin(pin)}`;
  return [
    noticeOf(deps, record, {
      key: 'approved',
      to: { account: record.signature!.by.accountId },
      mail: true,
      severity: 'information',
      title,
      text,
    }),
    noticeOf(deps, record, {
      key: 'enrolled',
      to: { site: record.siteId },
      severity: 'information',
      title,
      text: until,
    }),
  ];
}

/** A title has room for so much of it. */
function nameOf({ answers, siteName }: EnrollmentRecord): string {
  return (answers.facility?.name?.trim() || siteName).replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, 60);
}

function programNames({ answers }: EnrollmentRecord): string {
  return programsOf(answers)
    .map((program) => organizationTexts.program[program])
    .join(', ');
}
