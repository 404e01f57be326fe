import { expect, test } from 'vitest';
import { Acceptances, acceptances as acceptanceRecords } from '../../../server/identity/agreements/acceptable-use.ts';
import { carryOutAgreements } from '../../../server/identity/agreements/command.ts';
import { notAccepted } from '../../../server/identity/agreements/not-accepted.ts';
import { isSignature, signatureName } from '../../../server/identity/agreements/signature.ts';
import { currentAgreement, upcomingAgreement, wordingsOf } from '../../../server/identity/agreements/versions.ts';
import { keptVersions, withdrawVersion, writeVersion } from '../../../server/identity/agreements/written-versions.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { sectionsOf, textOf } from '../../../shared/identity/agreement-text.ts';
import type { NewAgreementVersion } from '../../../shared/identity/api/agreement-versions.ts';
import type { AgreementVersion } from '../../../shared/identity/api/identity.ts';
import { desk } from './desk.ts';

const version = (effective: string, name = effective): AgreementVersion => ({
  version: name,
  effective,
  title: 'Agreement',
  sections: [{ heading: 'Rules', paragraphs: [name] }],
});

test('[A1] the version that holds is the newest that has taken effect', () => {
  const versions = [version('2027-01-01'), version('2026-01-01'), version('2026-06-15')] as const;
  expect(currentAgreement(versions, '2026-06-14').version).toBe('2026-01-01');
  expect(currentAgreement(versions, '2026-06-15').version).toBe('2026-06-15');
  expect(currentAgreement(versions, '2030-01-01').version).toBe('2027-01-01');
  expect(currentAgreement(versions, '2025-01-01').version).toBe('2026-01-01');
  expect(currentAgreement([version('2026-01-01', 'a'), version('2026-01-01', 'b')], '2026-01-01').version).toBe('b');
});

test('[N1] a coming version is known fourteen days ahead, not earlier and not once it holds', () => {
  const versions = [version('2026-01-01'), version('2027-01-05')] as const;
  expect(upcomingAgreement(versions, '2026-12-21', 14)).toBeUndefined();
  expect(upcomingAgreement(versions, '2026-12-22', 14)?.version).toBe('2027-01-05');
  expect(upcomingAgreement(versions, '2027-01-04', 14)?.version).toBe('2027-01-05');
  expect(upcomingAgreement(versions, '2027-01-05', 14)).toBeUndefined();
});

test.each([
  ['maria garcia', true],
  ['  MARIA   García ', true],
  ['Maria Garcia (Training)', true],
  ['Maria', false],
  ['Maria Garcia (Someone else)', false],
  ['Maria (Training) Garcia', false],
  ['Maria-Garcia', false],
  ['John Smith', false],
  [' ', false],
])('[A1] signed as %j the agreement of Maria Garcia is signed: %j', (signature, signed) => {
  expect(isSignature(signature, 'Maria Garcia (Training)')).toBe(signed);
});

test('[A1] a signature may have another apostrophe, and a name that is all remark is signed as it stands', () => {
  expect(isSignature("Shea O'Brien", 'Shea O’Brien')).toBe(true);
  expect(isSignature('Ana Lopez‐Diaz', 'Ana Lopez-Diaz')).toBe(true);
  expect(isSignature('Ana Lopez—Diaz', 'Ana Lopez-Diaz')).toBe(true);
  expect(signatureName(' Maria Garcia  (Training) ')).toBe('Maria Garcia');
  expect(signatureName('Maria (M.) Garcia')).toBe('Maria (M.) Garcia');
  expect(signatureName(' (Training) ')).toBe('(Training)');
  expect(isSignature('(training)', '(Training)')).toBe(true);
  expect([isSignature('', '(Training)'), isSignature(' ', ' ')]).toEqual([false, false]);
});

test('[A1] a text has headings, and below each at least a paragraph, of characters that one sees', () => {
  const text = '#  One \nFirst,\n  in two lines.\n\nSecond.\r\n \r\n# Two\n\n\nThird # no heading,\nin two lines.\n\n';
  const sections = [
    { heading: 'One', paragraphs: ['First, in two lines.', 'Second.'] },
    { heading: 'Two', paragraphs: ['Third # no heading, in two lines.'] },
  ];
  expect(sectionsOf(text)).toEqual(sections);
  expect(textOf(sections)).toBe(
    '# One\n\nFirst, in two lines.\n\nSecond.\n\n# Two\n\nThird # no heading, in two lines.',
  );
  for (const none of ['', ' \n', 'First.\n\n# One', 'x # One\n\nFirst.']) expect(sectionsOf(none)).toBe('no-heading');
  expect(['# One', '# One\n\n# Two\n\nText.', '# One\n\nText.\n\n# Two'].map(sectionsOf)).toEqual(
    Array.from({ length: 3 }, () => 'empty-section'),
  );
  expect(['# O\u200bne\n\nA.', '# One\n\nA\u0007.'].map(sectionsOf)).toEqual(['not-plain', 'not-plain']);
});

async function place(...versions: [AgreementVersion, ...AgreementVersion[]]) {
  const rig = await desk();
  const fresh = () => new Acceptances(rig.context.store, rig.context, versions);
  return { ...rig, fresh, deps: { ...rig.context, acceptances: fresh() } };
}

const wording = (text: string, title = ' Title ') => ({ title, text });
const next: NewAgreementVersion = {
  effective: '2026-11-23',
  en: wording('# One\n\nFirst.'),
  es: wording('# Uno\n\nPrimero.'),
};
const actor = { account: 'maria', workstation: 'desk' };

test('[A1] a version is written for a later day that no other has, in both languages alike, or refused with every fault', async () => {
  const { deps, recorded, fresh } = await place(version('2026-01-01'), version('2027-01-01'));
  const faultsOf = async (change: Partial<NewAgreementVersion>) => {
    const outcome = await writeVersion({ ...next, ...change }, actor, deps);
    return typeof outcome === 'string' ? outcome : outcome.fields.map(({ field, code }) => `${field} ${code}`);
  };
  expect(await faultsOf({ effective: '2026-11-22' })).toEqual(['effective not-later']);
  expect(await faultsOf({ effective: '2027-01-01' })).toEqual(['effective taken']);
  expect(await faultsOf({ en: wording('', ' ') })).toEqual(['en.title missing', 'en.text no-heading']);
  expect(await faultsOf({ es: wording('# Uno', 'a\u200b') })).toEqual(['es.title not-plain', 'es.text empty-section']);
  expect(await faultsOf({ es: wording('# Uno\n\nA.\n\nB.') })).toEqual(['es.text other-sections']);
  expect([recorded, await deps.acceptances.all()]).toEqual([[], expect.objectContaining({ length: 2 })]);

  // Another server on the same database has looked a moment ago.
  const elsewhere = fresh();
  expect(await elsewhere.all()).toHaveLength(2);
  expect(await faultsOf({})).toBe('done');
  const detail = { version: '2026-11-23' };
  expect(recorded).toEqual([{ event: 'agreement.version-written', ...actor, detail }]);
  expect(await faultsOf({})).toEqual(['effective taken']);
  expect(await writeVersion(next, actor, { ...deps, acceptances: elsewhere })).toMatchObject({
    fields: [{ field: 'effective', code: 'taken', message: 'is the day of another version' }],
  });
  expect(await elsewhere.all()).toHaveLength(3);
});

test('[A1] versions are listed newest first with their authors, and one is withdrawn before its day alone', async () => {
  const { clock, deps, recorded } = await place(version('2026-01-01'), version('2025-01-01'));
  await writeVersion(next, actor, deps);
  await writeVersion({ ...next, effective: '2026-12-24' }, 'command line', deps);
  const listed = async () => (await keptVersions(deps)).map(({ effective, state, by }) => [effective, state, by]);
  const former = ['2025-01-01', 'past', undefined];
  expect(await listed()).toEqual([
    ['2026-12-24', 'upcoming', 'command line'],
    ['2026-11-23', 'upcoming', 'Maria'],
    ['2026-01-01', 'current', undefined],
    former,
  ]);
  expect((await keptVersions(deps))[1]).toMatchObject({
    en: { title: 'Title', sections: [{ heading: 'One', paragraphs: ['First.'] }] },
    es: { title: 'Title', sections: [{ heading: 'Uno', paragraphs: ['Primero.'] }] },
  });
  expect((await keptVersions(deps))[3]).not.toHaveProperty('es');
  expect(await withdrawVersion('2026-12-24', 'command line', deps)).toBe('done');
  expect(recorded.at(-1)).toEqual({
    event: 'agreement.version-withdrawn',
    detail: { version: '2026-12-24', by: 'command line' },
  });
  clock.advance(24 * 3_600_000);
  for (const name of ['2026-12-24', '2026-11-23', '2026-01-01']) {
    expect(await withdrawVersion(name, actor, deps)).toBe('not found');
  }
  expect([recorded.length, await listed()]).toEqual([
    3,
    [['2026-11-23', 'current', 'Maria'], ['2026-01-01', 'past', undefined], former],
  ]);
  expect((await deps.acceptances.current('es')).title).toBe('Title');
});

test('[A1] what another server on the same database has written is known after a minute', async () => {
  const { clock, deps, fresh } = await place(version('2026-01-01'));
  const elsewhere = fresh();
  await elsewhere.all();
  await writeVersion(next, actor, deps);
  clock.advance(limits.agreement.readAgainAfter - 1);
  expect(await elsewhere.upcoming(14)).toBeUndefined();
  clock.advance(1);
  expect((await elsewhere.upcoming(14))?.version).toBe('2026-11-23');
  expect(await elsewhere.upcoming(0)).toBeUndefined();
});

test('[A1] an acceptance is of one wording of the version that holds, signed by name, in either language', async () => {
  const spanish = { title: 'Acuerdo', sections: [{ heading: 'Reglas', paragraphs: ['a'] }] };
  const present = { ...version('2026-01-01'), translations: { es: spanish } };
  const { account, context, deps } = await place(present, version('2027-01-01'));
  const [en, es] = wordingsOf(present).map(({ sha256 }) => sha256);
  const { acceptances } = deps;
  expect([(await acceptances.current()).sha256, (await acceptances.current('es')).sha256]).toEqual([en, es]);
  const where = { account, session: 'digest', workstation: 'desk' };
  const accept = (change: object) =>
    acceptances.accept({ version: '2026-01-01', sha256: es!, signature: 'maria', ...change }, where);
  expect(await accept({ version: '2027-01-01' })).toBe('outdated');
  expect(await accept({ sha256: 'other' })).toBe('outdated');
  expect(await accept({ signature: 'john' })).toBe('not signed');
  expect([await acceptances.hold('maria'), await acceptances.everybody()]).toEqual([false, new Set()]);
  expect(await accept({})).toBe('accepted');
  expect(await acceptances.ofCurrent('maria')).toMatchObject({ language: 'es', sha256: es, signature: 'maria' });
  await context.store.collection(acceptanceRecords).insert({
    ...(await acceptances.ofCurrent('maria'))!,
    ...{ id: 'john/old', accountId: 'john', version: '2025-01-01' },
  });
  expect([await acceptances.hold('maria'), await acceptances.everybody()]).toEqual([true, new Set(['maria'])]);
});

test('[A1] who can sign in and has not accepted is listed by name, and that is recorded first', async () => {
  const { account, deps, recorded } = await place(version('2026-01-01'));
  const person = (id: string, name: string, more = {}) =>
    deps.accounts.insert({
      ...account,
      id,
      username: id,
      usernameKey: id,
      name,
      email: `${id}@clinic.example`,
      ...more,
    });
  const sites = [
    { id: '7', name: 'North' },
    { id: '8', name: 'South' },
  ];
  await person('zoe', 'Ángela', { sites });
  await person('bo', 'Bo');
  await person('gone', 'Alan', { status: 'disabled' });
  const { sha256 } = await deps.acceptances.current();
  const signed = { account, session: 'digest', workstation: 'desk' };
  await deps.acceptances.accept({ version: '2026-01-01', sha256, signature: 'Maria' }, signed);
  const listed = [
    { username: 'zoe', name: 'Ángela', email: 'zoe@clinic.example', sites: 'North, South' },
    { username: 'bo', name: 'Bo', email: 'bo@clinic.example', sites: '' },
  ];
  const found = { version: '2026-01-01', people: 3, count: 2, listed };
  expect(await notAccepted(actor, deps)).toEqual(found);
  expect(await carryOutAgreements({ verb: 'not-accepted' }, deps)).toEqual({ outcome: 'not accepted', ...found });
  expect(recorded).toEqual([
    { event: 'accounts.listed', workstation: 'desk', detail: { by: 'maria', accounts: '2' } },
    { event: 'accounts.listed', detail: { by: 'command line', accounts: '2' } },
  ]);
});

test('[A1] the command line lists, writes and withdraws versions, and says what is wrong', async () => {
  const { deps } = await place(version('2026-01-01'));
  const run = async (command: Parameters<typeof carryOutAgreements>[0]) => {
    const answer = await carryOutAgreements(command, deps);
    if (answer.outcome === 'refused') return answer.reason;
    return [answer.outcome, 'versions' in answer && answer.versions.map(({ effective }) => effective)];
  };
  expect(await run({ verb: 'list' })).toEqual(['listed', ['2026-01-01']]);
  const unfit = { ...next, es: wording('', '') };
  expect(await run({ verb: 'write', agreement: unfit })).toBe(
    'es.title is empty. es.text must begin with a heading, a line that begins with #.',
  );
  expect(await run({ verb: 'write', agreement: next })).toEqual(['changed', ['2026-11-23', '2026-01-01']]);
  expect(await run({ verb: 'withdraw', version: '2026-11-24' })).toBe(
    'There is no version of that name that could be withdrawn.',
  );
  expect(await run({ verb: 'withdraw', version: '2026-11-23' })).toEqual(['changed', ['2026-01-01']]);
});
