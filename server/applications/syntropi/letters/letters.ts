import type { LetterType, NewLetter } from '../../../../shared/applications/syntropi/enrollment/api.ts';
import type { FieldProblem } from '../../../../shared/contract/problems.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { today } from '../../../../shared/contract/time.ts';
import { note } from '../enrollment/enrollment-history.ts';
import { type Doer, enrollments, letters } from '../enrollment/enrollment-records.ts';
import { editableRecord, type FormDeps } from '../enrollment/enrollments.ts';
import { refusal } from '../refusal.ts';

/** By what a file of each type begins and ends, whatever its name or sender says (PDF 1.7, 7.5; PNG, 5.2; ITU T.81, B.1). */
const marks: Readonly<Record<LetterType, (content: Buffer) => boolean>> = {
  'application/pdf': (content) =>
    /^%PDF-[12]\.\d/.test(content.toString('latin1', 0, 8)) && content.subarray(-1024).includes('%%EOF'),
  'image/png': (content) =>
    content.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')) &&
    content.toString('latin1', 12, 16) === 'IHDR' &&
    content.subarray(-8, -4).toString('latin1') === 'IEND',
  'image/jpeg': (content) =>
    content.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex')) &&
    content.subarray(-2).equals(Buffer.from('ffd9', 'hex')),
};

/** @returns what is wrong with it */
export function mistakeInLetter(type: LetterType, content: Buffer): FieldProblem | undefined {
  if (content.length > limits.enrollment.letterBytes) {
    return refusal('content', 'letter-too-large', limits.enrollment.letterBytes / 1024 / 1024);
  }
  if (!marks[type](content)) {
    return refusal('content', 'no-letter');
  }
  return undefined;
}

/** In the place of one that was there. @returns what is wrong with it @throws EnrollmentChanged @throws NoSuchEnrollment */
export async function addLetter(
  deps: FormDeps,
  id: string,
  { name, type, content }: NewLetter,
  by: Doer,
): Promise<FieldProblem | undefined> {
  const bytes = Buffer.from(content, 'base64');
  const wrong = mistakeInLetter(type, bytes);
  if (wrong) return wrong;
  await deps.store.transaction(async (collections) => {
    const record = await editableRecord(collections, id);
    const letter = { name: plainName(name), type, bytes: bytes.length, addedOn: today(deps) };
    await collections.collection(letters).put({ id, content: bytes.toString('base64') });
    await collections.collection(enrollments).put({ ...record, letter });
    const entry = { enrollmentId: id, at: deps.clock.now(), by, what: 'letter-added', section: 'letter' } as const;
    await note(collections, { ...entry, changes: [{ field: 'letter', after: letter.name }] });
  });
  return undefined;
}

/** @throws EnrollmentChanged @throws NoSuchEnrollment */
export async function removeLetter(deps: FormDeps, id: string, by: Doer): Promise<void> {
  await deps.store.transaction(async (collections) => {
    const { letter, ...record } = await editableRecord(collections, id);
    if (letter === undefined) return;
    await collections.collection(letters).delete(id);
    await collections.collection(enrollments).put(record);
    const entry = { enrollmentId: id, at: deps.clock.now(), by, what: 'letter-removed', section: 'letter' } as const;
    await note(collections, { ...entry, changes: [{ field: 'letter', before: letter.name }] });
  });
}

const endings: Readonly<Record<LetterType, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
};

export interface LetterFile {
  readonly type: LetterType;
  /** Our own, so that nothing of a name that somebody chose stands in a header. */
  readonly fileName: string;
  readonly content: Buffer;
}

export async function letterFile({ store }: Pick<FormDeps, 'store'>, id: string): Promise<LetterFile | undefined> {
  const type = (await store.collection(enrollments).get(id))?.letter?.type;
  const kept = await store.collection(letters).get(id);
  if (type === undefined || kept === undefined) return undefined;
  return { type, fileName: `letter.${endings[type]}`, content: Buffer.from(kept.content, 'base64') };
}

/** What is shown of it: one line, without a folder. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1)!;
  return last.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim() || 'letter';
}
