import { expect, test } from 'vitest';
import { sectionsOf, textOf } from '../../../shared/identity/agreement-text.ts';
import type { KeptAgreementVersion, NotAccepted } from '../../../shared/identity/api/agreement-versions.ts';
import type { Session } from '../../../shared/identity/api/identity.ts';
import { acceptableUseAgreements } from '../../../shared/identity/texts/acceptable-use-agreement.ts';
import { signedInVisitor, type Visitor } from '../../support/visitor.ts';
import { problemOf, startAdministration } from './administration-steps.ts';

const hour = 3_600_000;
const path = '/api/agreement/versions';

const worded = {
  effective: '2026-11-24',
  en: { title: 'Acceptable Use Agreement', text: '# Rules\nKeep your password\nto yourself.\n\nLock the screen.' },
  es: { title: 'Acuerdo de uso aceptable', text: '# Reglas\n\nNo diga su contraseña.\n\nBloquee la pantalla.' },
};

const list = async (by: Visitor) => (await (await by.send('GET', path)).json()) as KeptAgreementVersion[];
const pendingOf = async (by: Visitor) => ((await (await by.send('GET', '/api/session')).json()) as Session).pending;
const missing = async (by: Visitor) =>
  (await (await by.send('GET', '/api/agreement/not-accepted')).json()) as NotAccepted;

test('[A1] a version that an administrator writes is told of, asks everybody on its day, in both languages', async () => {
  const { admin, clock, portal, trail } = await startAdministration();
  const john = await signedInVisitor(portal, 'john.smith');
  expect(await list(admin)).toMatchObject([{ version: '2026-01', state: 'current' }]);
  expect((await admin.send('POST', path, worded)).status).toBe(200);
  const [written] = await list(admin);
  expect(written).toMatchObject({ version: '2026-11-24', state: 'upcoming', by: expect.stringContaining('Admin') });
  expect(written!.en.sections).toEqual([
    { heading: 'Rules', paragraphs: ['Keep your password to yourself.', 'Lock the screen.'] },
  ]);
  const told = (await (await john.send('GET', '/api/notifications')).json()) as { id: string }[];
  expect(told.map(({ id }) => id)).toContain('agreement-changes/2026-11-24');
  expect(await pendingOf(john)).toBe('none');

  // Midnight in Texas has come twice.
  clock.advance(39 * hour);
  const maria = await signedInVisitor(portal, 'maria.garcia');
  const [administrator] = [await signedInVisitor(portal, 'it.admin')];
  expect(await list(administrator)).toMatchObject([{ state: 'current' }, { version: '2026-01', state: 'past' }]);
  const left = await missing(administrator);
  expect(left.version).toBe('2026-11-24');
  expect(left.count).toBe(left.people - 2);
  expect(left.listed.map(({ username }) => username)).toContain('john.smith');
  expect(left.listed.map(({ username }) => username)).not.toContain('maria.garcia');
  expect(await pendingOf(maria)).toBe('none');
  expect((await trail()).find(({ event }) => event === 'agreement.version-written')!.detail).toEqual({
    version: '2026-11-24',
  });
  // What people have signed stays.
  expect((await administrator.send('POST', `${path}/withdrawal`, { version: '2026-11-24' })).status).toBe(404);
});

test('[A1] a version is withdrawn before its day, and refused without both languages, for a day that has begun or is taken', async () => {
  const { admin, portal } = await startAdministration();
  const refused = async (change: object) => {
    const answer = await problemOf(await admin.send('POST', path, { ...worded, ...change }));
    return (answer.fields ?? []).map(({ field, code }) => `${field} ${code}`);
  };
  expect(await refused({ effective: '2026-11-22' })).toEqual(['effective not-later']);
  expect(await refused({ effective: '2026-01-01' })).toEqual(['effective not-later', 'effective taken']);
  expect(await refused({ es: { title: '', text: '' } })).toEqual(['es.title missing', 'es.text no-heading']);
  expect(await refused({ es: { title: 'Acuerdo', text: '# Reglas\n\nUna.' } })).toEqual(['es.text other-sections']);
  expect(await refused({ en: { title: 'A', text: '# Rules\n\n# More\n\nText' } })).toEqual(['en.text empty-section']);
  expect(await refused({ en: { title: 'A', text: '# Rules\n\nHid\u200bden' } })).toEqual(['en.text not-plain']);

  await admin.send('POST', path, worded);
  expect(await refused({})).toEqual(['effective taken']);
  expect((await admin.send('POST', `${path}/withdrawal`, { version: '2026-11-24' })).status).toBe(200);
  expect(await list(admin)).toHaveLength(1);
  const john = await signedInVisitor(portal, 'john.smith');
  const told = (await (await john.send('GET', '/api/notifications')).json()) as { id: string }[];
  expect(told.map(({ id }) => id)).not.toContain('agreement-changes/2026-11-24');
});

test('[A1] what is written as text is read back as it was, paragraph by paragraph', () => {
  const [{ sections, translations }] = acceptableUseAgreements;
  expect(sectionsOf(textOf(sections))).toEqual(sections);
  expect(sectionsOf(textOf(translations.es.sections).replaceAll('\n', '\r\n'))).toEqual(translations.es.sections);
});
