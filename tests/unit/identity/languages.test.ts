import { expect, test } from 'vitest';
import { agreementDigest, wordingsOf } from '../../../server/identity/agreements/versions.ts';
import type { ProblemDetails } from '../../../shared/contract/problems.ts';
import { defaultTimeZone, timeOfDay } from '../../../shared/contract/time.ts';
import type { Agreement, Session } from '../../../shared/identity/api/identity.ts';
import { acceptableUseAgreements } from '../../../shared/identity/texts/acceptable-use-agreement.ts';
import { en } from '../../../shared/identity/texts/en.ts';
import { es } from '../../../shared/identity/texts/es.ts';
import { mails } from '../../../shared/identity/texts/mails.ts';
import { problemDetail } from '../../../shared/identity/texts/problem-text.ts';
import { startTraining } from '../../support/deployment.ts';
import { sameTexts } from '../../support/same-texts.ts';
import { Visitor } from '../../support/visitor.ts';
import { Place } from './recovery-steps.ts';

const spanish = { 'accept-language': 'es-MX,es;q=0.9,en;q=0.8' };
const agreementFor = async (visitor: Visitor, headers = {}) =>
  (await (await visitor.send('GET', '/api/agreement', undefined, headers)).json()) as Agreement;

/** The language in which a page begins. */
async function pageOf(visitor: Visitor, headers: Record<string, string> = {}): Promise<string | undefined> {
  const response = await visitor.send('GET', '/sign-in', undefined, { accept: 'text/html', ...headers });
  return /<html lang="(\w+)"/.exec(await response.text())?.[1];
}

const choose = (visitor: Visitor, language: string) => visitor.send('PUT', '/api/language', { language });
const session = async (response: Response) => (await response.json()) as Session;

test('[L1] a page begins in the language that was chosen at this browser, else in the one that the browser asks for', async () => {
  const { portal } = await startTraining();
  const visitor = new Visitor(portal);
  expect(await pageOf(visitor)).toBe('en');
  expect(await pageOf(visitor, spanish)).toBe('es');
  expect((await choose(visitor, 'en')).status).toBe(204);
  expect(await pageOf(visitor, spanish)).toBe('en');
  expect((await choose(visitor, 'vi')).status).toBe(400);
});

test('[L1] what was chosen before signing in goes with the account, and nothing of it stays at the workstation', async () => {
  const { portal } = await startTraining();
  const workstation = new Visitor(portal);
  await choose(workstation, 'es');
  expect((await session(await workstation.signIn('maria.garcia'))).account.language).toBe('es');
  expect(workstation.cookies.has('language')).toBe(false);
  await workstation.send('POST', '/api/sign-out');
  expect(await pageOf(workstation)).toBe('en');
  expect((await session(await workstation.signIn('john.smith'))).account.language).toBeUndefined();

  const elsewhere = new Visitor(portal);
  expect((await session(await elsewhere.signIn('maria.garcia'))).account.language).toBe('es');
  await choose(elsewhere, 'en');
  expect(elsewhere.cookies.has('language')).toBe(false);
  expect((await session(await elsewhere.send('GET', '/api/session'))).account.language).toBe('en');
});

test('[A1] each language of the agreement has a digest of its own, and whoever accepts one has accepted the version', async () => {
  const { portal } = await startTraining();
  const [english, inSpanish] = wordingsOf(acceptableUseAgreements.at(-1)!);
  expect(inSpanish!.sha256).not.toBe(english!.sha256);

  const visitor = new Visitor(portal);
  await visitor.signIn('maria.garcia');
  expect(await agreementFor(visitor)).toMatchObject({ language: 'en', sha256: english!.sha256 });
  const shown = await agreementFor(visitor, spanish);
  expect(shown).toMatchObject({ language: 'es', sha256: inSpanish!.sha256, title: 'Acuerdo de uso aceptable' });
  expect(agreementDigest(shown)).toBe(inSpanish!.sha256);
  const { version, sha256, signAs } = shown;
  const acceptance = await visitor.send('POST', '/api/agreement/acceptance', { version, sha256, signature: signAs });
  expect((await session(acceptance)).pending).toBe('none');
});

test('[A2] the agreement says the same in Spanish: every section and paragraph, telephone and help desk', () => {
  for (const version of acceptableUseAgreements) {
    const inSpanish = version.translations.es;
    expect(inSpanish.sections.map(({ paragraphs }) => paragraphs.length)).toEqual(
      version.sections.map(({ paragraphs }) => paragraphs.length),
    );
    const named = /1-\d{3}-\d{3}-\d{4}|HHS IT Customer Support Help Desk/g;
    const of = (sections: typeof version.sections) =>
      sections.map(({ paragraphs }) => paragraphs.map((text) => text.match(named)));
    expect(of(inSpanish.sections)).toEqual(of(version.sections));
  }
});

test('[L1] a refusal says by codes and parameters what a page needs to word it in any language', async () => {
  const { portal } = await startTraining();
  const visitor = new Visitor(portal);
  const tryOnce = async () => (await (await visitor.signIn('nobody.at.all', 'wrong')).json()) as ProblemDetails;
  const refused = await tryOnce();
  expect(refused.parameters?.contact).toMatchObject({ name: 'ImmTrac2 Customer Support' });
  let locked = refused;
  for (let tries = 0; tries < 20 && locked.status !== 429; tries++) locked = await tryOnce();
  expect(locked).toMatchObject({
    type: '/problems/sign-in-locked',
    parameters: { until: expect.any(Number) as number },
  });
  const said = { texts: es, language: 'es', timeZone: defaultTimeZone } as const;
  const until = timeOfDay(locked.parameters!.until!, defaultTimeZone, 'es');
  expect(problemDetail('sign-in-locked', locked.parameters!, said)).toContain(`está bloqueado hasta: ${until}.`);
  // Other clients and logs read what they always read.
  expect(locked.detail).toContain(`locked until ${timeOfDay(locked.parameters!.until!, defaultTimeZone)}.`);
});

test('[L1] no text was left in English in the Spanish catalogues', () => {
  // Names, and what is spelled alike.
  const alike = ['frame.portal', 'frame.training.band', 'frame.form.inTitle', 'frame.table.total'];
  expect(sameTexts(en, es).filter((name) => !alike.includes(name))).toEqual([]);
  expect(sameTexts(mails.en, mails.es)).toEqual([]);
});

test('[L1] a code is mailed in the language of the account, whichever the page speaks, else in that of the page', async () => {
  const place = await Place.start();
  const mailTo = async (headers: Record<string, string>) => {
    const person = place.person();
    await person.identify();
    const { mail } = await place.mailAfter(() => person.send('POST', '/api/recovery/code', undefined, headers));
    return decoded(mail);
  };
  const unchosen = await mailTo(spanish);
  expect(unchosen).toContain('Content-Language: es');
  expect(unchosen).toContain('Su código de seguridad de un solo uso es');
  expect(unchosen).toContain('<html lang="es"');
  expect(unchosen).toMatch(/a\.\s?m\. \(hora central\)/u);
  await place.change({ 'maria.garcia': async () => ({ language: 'en' }) });
  const chosen = await mailTo(spanish);
  expect(chosen).toContain('Content-Language: en');
  expect(chosen).toContain('your one-time security code is');
});

/** Quoted-printable (RFC 2045, 6.7) as the text that it stands for. */
function decoded(mail: string): string {
  const bytes = mail
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
