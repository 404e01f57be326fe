import { sectionsOf } from '../../../shared/identity/agreement-text.ts';
import type {
  AgreementFault,
  KeptAgreementVersion,
  NewAgreementVersion,
} from '../../../shared/identity/api/agreement-versions.ts';
import type { AgreementWording } from '../../../shared/identity/api/identity.ts';
import type { FieldProblem } from '../../../shared/contract/problems.ts';
import { today } from '../../../shared/contract/time.ts';
import { type Actor, entryBy, nameOfActor } from '../actor.ts';
import type { IdentityContext } from '../context.ts';
import { writtenVersions } from './version-records.ts';

type Deps = Pick<IdentityContext, 'store' | 'audit' | 'clock' | 'timeZone' | 'acceptances' | 'accounts'>;

export type WrittenOutcome = 'done' | 'not found' | { readonly fields: readonly FieldProblem[] };

/** Keeps a version from a later day on; on that day everybody is asked again. */
export async function writeVersion(given: NewAgreementVersion, actor: Actor, deps: Deps): Promise<WrittenOutcome> {
  const { store, audit, clock, acceptances } = deps;
  const { effective } = given;
  const { fields, en, es } = read(given);
  // Whoever reads the text that holds today goes on with it.
  if (effective <= today(deps)) fields.push(fault('effective', 'not-later'));
  if ((await acceptances.all()).some((version) => version.effective === effective)) {
    fields.push(fault('effective', 'taken'));
  }
  if (fields.length > 0) return { fields };
  const record = { id: effective, effective, en, es, by: nameOfActor(actor), writtenAt: clock.now() };
  let recorded = false;
  const kept = await store.transaction(async (collections) => {
    if (!(await collections.collection(writtenVersions).insert(record))) return false;
    // Last, and within: what cannot be recorded does not happen. Once, though a store may have to begin again after this.
    const detail = { version: effective };
    if (!recorded) await audit.record(entryBy(actor, 'agreement.version-written', detail));
    recorded = true;
    return true;
  });
  acceptances.readAgain();
  return kept ? 'done' : { fields: [fault('effective', 'taken')] };
}

/** One that holds, or held, stays: people have signed it. */
export async function withdrawVersion(version: string, actor: Actor, deps: Deps): Promise<WrittenOutcome> {
  const { store, audit, acceptances } = deps;
  let recorded = false;
  const outcome = await store.transaction(async (collections): Promise<WrittenOutcome> => {
    const records = collections.collection(writtenVersions);
    const record = await records.get(version);
    if (record === undefined || record.effective <= today(deps)) return 'not found';
    await records.delete(version);
    const detail = { version };
    if (!recorded) await audit.record(entryBy(actor, 'agreement.version-withdrawn', detail));
    recorded = true;
    return 'done';
  });
  acceptances.readAgain();
  return outcome;
}

/** Every version, the newest first. */
export async function keptVersions(deps: Deps): Promise<KeptAgreementVersion[]> {
  const { acceptances, accounts, store } = deps;
  const written = new Map((await store.collection(writtenVersions).list()).map((record) => [record.id, record]));
  const { version: holds } = await acceptances.current();
  const shown = (await acceptances.all()).map(async (each): Promise<KeptAgreementVersion> => {
    const { version, effective, title, sections, translations } = each;
    const author = written.get(version)?.by;
    const by = author === undefined ? undefined : ((await accounts.get(author))?.name ?? author);
    const { es } = translations ?? {};
    const state = version === holds ? 'current' : effective > today(deps) ? 'upcoming' : 'past';
    return { version, effective, state, ...(by !== undefined && { by }), en: { title, sections }, ...(es && { es }) };
  });
  return (await Promise.all(shown)).toSorted((a, b) => (a.effective < b.effective ? 1 : -1));
}

function read({ en: english, es: spanish }: NewAgreementVersion) {
  const fields: FieldProblem[] = [];
  const wordingOf = (language: string, { title, text }: NewAgreementVersion['en']): AgreementWording => {
    if (title.trim() === '') fields.push(fault(`${language}.title`, 'missing'));
    else if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(title)) fields.push(fault(`${language}.title`, 'not-plain'));
    const sections = sectionsOf(text);
    if (typeof sections !== 'string') return { title: title.trim(), sections };
    fields.push(fault(`${language}.text`, sections));
    return { title, sections: [] };
  };
  const [en, es] = [wordingOf('en', english), wordingOf('es', spanish)];
  // Whoever signs one language has signed the version: they say the same.
  const shapeOf = ({ sections }: AgreementWording) => sections.map(({ paragraphs }) => paragraphs.length).join(' ');
  if (fields.length === 0 && shapeOf(en) !== shapeOf(es)) fields.push(fault('es.text', 'other-sections'));
  return { fields, en, es };
}

const messages: Readonly<Record<AgreementFault, string>> = {
  missing: 'is empty',
  'not-plain': 'holds a character that nobody sees',
  'no-heading': 'must begin with a heading, a line that begins with #',
  'empty-section': 'has a heading without a paragraph',
  'other-sections': 'must have as many headings and paragraphs as the English text',
  'not-later': 'must be after today',
  taken: 'is the day of another version',
};

function fault(field: string, code: AgreementFault): FieldProblem {
  return { field, code, message: messages[code] };
}
