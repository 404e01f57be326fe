import type { Page } from '@playwright/test';
import type { Agreement } from '../../shared/identity/api/identity.ts';
import { en } from '../../shared/identity/texts/en.ts';
import { es } from '../../shared/identity/texts/es.ts';
import { fits } from '../support/fits.ts';
import { look } from '../support/look.ts';
import { completeAgreement, signIn } from '../support/people.ts';
import { outsideTheTexts, pseudoTexts as t, speakPseudo } from '../support/pseudo-language.ts';
import { trainingPassword } from '../support/training.ts';
import { expect, test } from '../support/workstation.ts';

const languageOf = (page: Page) => page.evaluate(() => document.documentElement.lang);
const isAtWork = (page: Page, texts: { portal: { home: { applications: string } } } = en) =>
  expect(page.getByRole('heading', { name: texts.portal.home.applications, exact: true })).toBeVisible();

/** On a small screen, on the same at 200 % zoom, which halves what a page has of it, and at 400 %, which leaves 320 pixels. */
async function looksWell(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 1024, height: 768 });
  await fits(page);
  await look(page, name);
  await page.setViewportSize({ width: 512, height: 384 });
  await fits(page);
  await look(page, `${name}-200-percent`);
  await page.setViewportSize({ width: 320, height: 640 });
  await fits(page);
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function signInInSpanish(page: Page, username: string): Promise<void> {
  await page.getByLabel(es.signIn.username, { exact: true }).fill(username);
  await page.getByLabel(es.signIn.password, { exact: true }).fill(trainingPassword);
  await page.getByRole('button', { name: es.signIn.submit }).click();
}

test('[L1] the language is chosen at the sign-in page by keyboard, goes with the account, and stays with nobody else', async ({
  workstation,
}) => {
  const portal = await workstation.portal();
  const fetched: string[] = [];
  portal.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await portal.reload();
  await expect(portal.getByRole('button', { name: 'Sign In' })).toBeVisible();
  expect(await languageOf(portal)).toBe('en');
  expect(fetched.filter((path) => /\/es-/.test(path))).toEqual([]);

  await test.step('a language that cannot be had changes nothing, and is not asked for in vain', async () => {
    await portal.route('**/assets/es-*.js', (route) => route.abort());
    await portal.getByRole('button', { name: 'Español' }).click();
    await expect(portal.getByRole('alert')).toContainText('Load the page again');
    await expect(portal.getByRole('button', { name: 'English', pressed: true })).toBeVisible();
    await portal.unrouteAll();
    await portal.reload();
    await expect(portal.getByRole('button', { name: 'Sign In' })).toBeVisible();
    expect(await languageOf(portal)).toBe('en');
  });
  await test.step('by its own name, whoever reads no English', async () => {
    await portal.getByRole('group', { name: 'Language' }).getByRole('button', { name: 'Español' }).focus();
    await portal.keyboard.press('Enter');
    await expect(portal.getByRole('heading', { name: es.signIn.title, exact: true })).toBeVisible();
    expect(await languageOf(portal)).toBe('es');
    await expect(portal).toHaveTitle('[Capacitación] Iniciar sesión – Enterprise Portal');
    await expect(portal.getByRole('button', { name: 'Español', pressed: true })).toBeFocused();
  });
  await test.step('it is still there when the page is loaded again', async () => {
    await portal.reload();
    await expect(portal.getByRole('heading', { name: es.signIn.title, exact: true })).toBeVisible();
  });
  await test.step('the agreement is read and signed in it', async () => {
    await signInInSpanish(portal, 'maria.garcia');
    const text = portal.getByRole('region', { name: es.agreement.title });
    await expect(text.getByText('Nunca revele su contraseña', { exact: true })).toBeVisible();
    await text.evaluate((region) => region.scrollTo(0, region.scrollHeight));
    await portal.getByRole('checkbox', { name: es.agreement.agree }).check();
    await portal.getByLabel(es.agreement.signature).fill('Maria Garcia');
    await look(portal, 'agreement-spanish');
    await portal.getByRole('button', { name: es.agreement.submit }).click();
  });
  await test.step('home is in it too, with what the server has to say', async () => {
    await isAtWork(portal, es);
    expect(await languageOf(portal)).toBe('es');
    await expect(portal.getByRole('heading', { name: es.notifications.training.title, exact: true })).toBeVisible();
    await look(portal, 'home-spanish');
  });
  await test.step('the next person begins as the browser asks', async () => {
    await portal.getByRole('button', { name: es.frame.signOut }).click();
    await expect(portal.getByRole('button', { name: 'Sign In' })).toBeVisible();
    expect(await languageOf(portal)).toBe('en');
    await portal.reload();
    await expect(portal.getByRole('button', { name: 'Sign In' })).toBeVisible();
    await signIn(portal, 'john.smith');
    await completeAgreement(portal);
    await isAtWork(portal);
    await portal.getByRole('button', { name: 'Sign Out' }).click();
  });
  await test.step('the account keeps it, wherever its owner signs in, until they choose another', async () => {
    await signIn(portal, 'maria.garcia');
    await isAtWork(portal, es);
    await portal.goto(new URL('/profile/password', portal.url()).href);
    await expect(portal.getByRole('heading', { name: es.password.chosen.title, exact: true })).toBeVisible();
    await portal.goto(new URL('/profile', portal.url()).href);
    await portal.getByRole('button', { name: 'English' }).click();
    await expect(portal.getByRole('button', { name: 'English', pressed: true })).toBeVisible();
    await portal.goto(new URL('/profile/password', portal.url()).href);
    await expect(portal.getByRole('heading', { name: 'Change Password', exact: true })).toBeVisible();
  });
});

test('[L1] [T2] in an application too the end of a session is announced in the language of the account', async ({
  workstation,
}) => {
  const portal = await workstation.portal();
  await portal.getByRole('button', { name: 'Español' }).click();
  await expect(portal.getByRole('heading', { name: es.signIn.title, exact: true })).toBeVisible();
  await signInInSpanish(portal, 'maria.garcia');
  await expect(portal.getByRole('heading', { name: es.agreement.title, exact: true })).toBeVisible();
  await portal.getByRole('button', { name: 'English' }).click();
  await completeAgreement(portal);
  await isAtWork(portal);
  await portal.getByRole('link', { name: 'My Profile' }).click();
  await portal.getByRole('button', { name: 'Español' }).click();
  await expect(portal.getByRole('button', { name: 'Español', pressed: true })).toBeVisible();
  await portal.getByRole('link', { name: es.portal.profile.back }).click();
  const syntropi = await workstation.open('Syntropi');
  await expect(syntropi.getByRole('link', { name: 'Enterprise Portal' })).toBeVisible();
  await workstation.passTime(13.5 * 60_000);
  await syntropi.reload();
  const warning = syntropi.getByRole('alertdialog', { name: es.session.warning.title });
  await expect(warning).toBeVisible();
  await expect(warning).toHaveAttribute('lang', 'es');
  expect(await languageOf(syntropi)).toBe('es');
  await look(syntropi, 'warning-spanish');
});

test('[L1] signing in and a password reset in Spanish fit a small screen and 200 % zoom, and pass axe', async ({
  workstation,
}) => {
  const portal = await workstation.portal();
  await portal.getByRole('button', { name: 'Español' }).click();
  await expect(portal.getByRole('heading', { name: es.signIn.title, exact: true })).toBeVisible();
  await portal.getByRole('button', { name: es.signIn.submit }).click();
  await looksWell(portal, 'sign-in-spanish');
  await portal.getByRole('link', { name: es.signIn.forgot }).click();
  await expect(portal.getByRole('heading', { name: es.recovery.name.title, exact: true })).toBeVisible();
  await looksWell(portal, 'recovery-1-spanish');
  await portal.getByLabel(es.recovery.name.username, { exact: true }).fill('maria.garcia');
  await portal.getByRole('button', { name: es.recovery.next }).click();
  await expect(portal.getByRole('heading', { name: es.recovery.question.title, exact: true })).toBeVisible();
  await portal.locator('input[name=answer]').fill('seguro que no');
  await portal.keyboard.press('Enter');
  await expect(portal.getByText('Eso no es correcto.')).toBeVisible();
  await looksWell(portal, 'recovery-2-spanish');
});

test('[L1] the pages of signing in, the agreement and a password reset show no text that is in no catalogue', async ({
  workstation,
}) => {
  test.slow();
  const portal = await workstation.portal();
  await speakPseudo(portal);
  const data = [
    'Español',
    'English',
    'ImmTrac2 Customer Support',
    'ImmTrac2@dshs.texas.gov',
    'option 2',
    'maria.garcia',
    'john.smith',
    '00001234567',
    'robin.signer',
    'sam.reviewer',
    'support.lee',
    'it.admin',
    trainingPassword,
  ];
  const nothingElse = async (more: readonly string[] = []) =>
    expect(await outsideTheTexts(portal, [...data, ...more])).toEqual([]);

  await test.step('at signing in', async () => {
    await portal.getByRole('button', { name: 'Español' }).click();
    await expect(portal.getByRole('heading', { name: t.signIn.title, exact: true })).toBeVisible();
    await portal.getByRole('button', { name: t.signIn.submit }).click();
    await expect(portal.getByText(t.signIn.usernameMissing, { exact: true })).toBeVisible();
    await nothingElse();
    await portal.getByLabel(t.signIn.username, { exact: true }).fill('12345');
    await portal.getByLabel(t.signIn.password, { exact: true }).fill('not this');
    await portal.keyboard.press('Enter');
    await expect(portal.getByText(t.signIn.tooFewDigits)).toBeVisible();
    await nothingElse();
    await portal.getByLabel(t.signIn.username, { exact: true }).fill('nobody.at.all');
    for (let tries = 0; tries < 5; tries++) {
      const answered = portal.waitForResponse('**/api/sign-in');
      await portal.getByRole('button', { name: t.signIn.submit }).click();
      await answered;
    }
    await expect(portal.getByText(t.signIn.failed)).toBeVisible();
    await nothingElse();
  });

  await test.step('at a password reset', async () => {
    await portal.getByRole('link', { name: t.signIn.forgot }).click();
    await portal.getByRole('button', { name: t.recovery.next }).click();
    await expect(portal.getByText(t.recovery.name.missing)).toBeVisible();
    await nothingElse();
    await portal.getByLabel(t.recovery.name.username, { exact: true }).fill('maria.garcia');
    await portal.keyboard.press('Enter');
    await expect(portal.getByRole('heading', { name: t.recovery.question.title, exact: true })).toBeVisible();
    await portal.locator('input[name=answer]').fill('surely not this');
    await portal.keyboard.press('Enter');
    await expect(portal.locator('input[name=answer]')).toHaveAttribute('aria-invalid', 'true');
    await nothingElse();
  });

  await test.step('at the agreement', async () => {
    await portal.getByRole('link', { name: t.recovery.cancel }).click();
    await portal.getByLabel(t.signIn.username, { exact: true }).fill('maria.garcia');
    await portal.getByLabel(t.signIn.password, { exact: true }).fill(trainingPassword);
    await portal.keyboard.press('Enter');
    await expect(portal.getByRole('heading', { name: t.agreement.title, exact: true })).toBeVisible();
    await portal.getByRole('button', { name: t.agreement.submit }).click();
    await expect(portal.getByText(t.agreement.signatureMissing, { exact: true })).toBeVisible();
    const agreement = await portal.evaluate(
      async () => (await (await fetch('/api/agreement', { headers: { 'accept-language': 'es' } })).json()) as Agreement,
    );
    expect(agreement.language).toBe('es');
    await nothingElse(agreement.sections.flatMap(({ heading, paragraphs }) => [heading, ...paragraphs]));
    await portal
      .getByRole('region', { name: t.agreement.title })
      .evaluate((region) => region.scrollTo(0, region.scrollHeight));
    await portal.getByRole('checkbox', { name: t.agreement.agree }).check();
    await portal.getByLabel(t.agreement.signature).fill('Maria Garcia');
    await portal.getByRole('button', { name: t.agreement.submit }).click();
    await isAtWork(portal, t);
  });

  await test.step('at the rest of a password reset', async () => {
    const answers = [
      { question: 'family-word', answer: 'Snorkelwump' },
      { question: 'hiding-place', answer: 'Behind the cistern' },
      { question: 'strict-teacher', answer: 'Callaghan' },
    ] as const;
    const body = JSON.stringify({ password: trainingPassword, answers });
    const headers = { 'content-type': 'application/json' };
    const set = async (init: RequestInit) => (await fetch('/api/questions', init)).status;
    expect(await portal.evaluate(set, { method: 'PUT', headers, body })).toBe(200);
    await portal.getByRole('button', { name: t.frame.signOut }).click();
    await portal.getByRole('button', { name: 'Español' }).click();
    await portal.getByRole('link', { name: t.signIn.forgot }).click();
    await portal.getByLabel(t.recovery.name.username, { exact: true }).fill('maria.garcia');
    await portal.keyboard.press('Enter');
    await expect(portal.getByRole('heading', { name: t.recovery.question.title, exact: true })).toBeVisible();
    const asked = await portal.locator('label').innerText();
    const { answer } = answers.find(({ question }) => t.securityQuestions[question] === asked)!;
    await portal.getByLabel(asked).fill(answer);
    await portal.keyboard.press('Enter');
    await expect(portal.getByRole('heading', { name: t.recovery.choice.title, exact: true })).toBeVisible();
    await nothingElse();
    await portal.getByRole('button', { name: t.recovery.next }).click();
    await expect(portal.getByRole('heading', { name: t.recovery.code.title, exact: true })).toBeVisible();
    await portal.getByLabel(t.recovery.code.label).fill('00000000');
    await portal.keyboard.press('Enter');
    await expect(portal.getByLabel(t.recovery.code.label)).toHaveAttribute('aria-invalid', 'true');
    await nothingElse();
    await portal.getByRole('button', { name: t.recovery.code.otherWay }).click();
    await portal.getByRole('radio', { name: t.recovery.choice.questions }).check();
    await portal.getByRole('button', { name: t.recovery.next }).click();
    const fillIn = async (last: string) => {
      for (const each of answers) await portal.getByLabel(t.securityQuestions[each.question]).fill(each.answer + last);
      await portal.keyboard.press('Enter');
    };
    await fillIn('x');
    await expect(portal.getByRole('alert')).toContainText(t.problems.details.answersWrong);
    await nothingElse();
    await fillIn('');
    await portal.getByLabel(t.password.new).fill('maria.garcia');
    await portal.getByLabel(t.password.confirm).fill('maria.garcia');
    await portal.keyboard.press('Enter');
    await expect(portal.getByText(t.password.rulesNotMet)).toBeVisible();
    await nothingElse();
    await portal.getByLabel(t.password.new).fill('Cedar-Elm-Prairie-9');
    await portal.getByLabel(t.password.confirm).fill('Cedar-Elm-Prairie-9');
    await portal.keyboard.press('Enter');
    await expect(portal.getByRole('heading', { name: t.recovery.done.title, exact: true })).toBeVisible();
    await nothingElse();
    await portal.getByRole('link', { name: t.recovery.done.signIn }).click();
    await portal.getByLabel(t.signIn.username, { exact: true }).fill('maria.garcia');
    await portal.getByLabel(t.signIn.password, { exact: true }).fill('Cedar-Elm-Prairie-9');
    await portal.keyboard.press('Enter');
    await isAtWork(portal, t);
  });

  await test.step('at the profile and the security questions', async () => {
    await portal.goto(new URL('/profile', portal.url()).href);
    await expect(portal.getByRole('heading', { name: t.portal.profile.title, exact: true })).toBeVisible();
    await expect(portal.getByText(t.portal.profile.questionsSet, { exact: true })).toBeVisible();
    const person = ['Maria Garcia (Training)', 'maria.garcia@training.example', 'ImmTrac2@dshs.texas.gov'];
    const sites = ['Bluebonnet Training Clinic', 'Pecan Street Training Pediatrics'];
    const given = [...person, ...sites, 'English', 'ImmTrac2 Customer Support', 'option 2'];
    await nothingElse(given);
    await portal.goto(new URL('/profile/questions', portal.url()).href);
    await expect(portal.getByRole('heading', { name: t.questions.title, exact: true })).toBeVisible();
    await portal.getByRole('button', { name: t.questions.submit }).click();
    await expect(portal.getByText(t.questions.problems.passwordMissing, { exact: true })).toBeVisible();
    await nothingElse(given);
  });

  await test.step('at a new password', async () => {
    await portal.goto(new URL('/profile/compromised', portal.url()).href);
    await expect(portal.getByRole('heading', { name: t.password.compromised.title, exact: true })).toBeVisible();
    await portal.getByLabel(t.password.current).fill('Cedar-Elm-Prairie-9');
    await portal.getByLabel(t.password.new).fill('Cedar-Elm-Prairie-9');
    await portal.getByLabel(t.password.confirm).fill('Cedar-Elm-Prairie-9');
    await portal.getByRole('button', { name: t.password.submit }).click();
    await expect(portal.getByRole('alert')).toBeVisible();
    await nothingElse();
    await portal.getByLabel(t.password.new).fill('Violet-Harbor-77');
    await portal.getByLabel(t.password.confirm).fill('Violet-Harbor-77');
    await portal.getByRole('button', { name: t.password.submit }).click();
    await expect(portal.getByText(t.password.compromised.done)).toBeVisible();
    await nothingElse();
  });

  await test.step('in the warning before a session ends, and in why it ended', async () => {
    await workstation.passTime(13.5 * 60_000);
    await portal.reload();
    await expect(portal.getByRole('alertdialog', { name: t.session.warning.title })).toBeVisible();
    await nothingElse();
    // As the next person reads it: in the language of the browser, which asks for Spanish here.
    await portal.addInitScript(() => Object.defineProperty(navigator, 'languages', { value: ['es-US'] }));
    await portal.reload();
    await expect(portal.getByRole('alertdialog', { name: t.session.warning.title })).toBeVisible();
    await workstation.passTime(5 * 60_000);
    await expect(portal.getByText(t.session.ended.inactivity)).toBeVisible();
    await nothingElse();
  });
});
