import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { look } from '../support/look.ts';
import { completeAgreement, signIn } from '../support/people.ts';
import { trainingPassword } from '../support/training.ts';
import { expect, test, type Workstation } from '../support/workstation.ts';

const newPassword = 'Cedar-Elm-Prairie-9';
const answers = [
  { question: 'family-word', answer: 'Snorkelwump' },
  { question: 'hiding-place', answer: 'Behind the cistern' },
  { question: 'strict-teacher', answer: 'Callaghan' },
];
const texts: Readonly<Record<string, string>> = {
  'Which made-up word does your family use that nobody else understands?': 'Snorkelwump',
  'Where did you hide things from your family when you were a child?': 'Behind the cistern',
  'What was the last name of the teacher whose grading you found least fair?': 'Callaghan',
};

/** Signs in, sets the security questions, and signs out again. */
async function setQuestions(portal: Page): Promise<void> {
  await signIn(portal, 'maria.garcia');
  await completeAgreement(portal);
  await expect(portal.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();
  const status = await portal.evaluate(
    async (body) =>
      (await fetch('/api/questions', { method: 'PUT', headers: { 'content-type': 'application/json' }, body })).status,
    JSON.stringify({ password: trainingPassword, answers }),
  );
  expect(status).toBe(200);
  await portal.getByRole('button', { name: 'Sign Out' }).click();
}

/** Step 1: the username, and the answer to whichever question is asked. */
async function identify(portal: Page): Promise<void> {
  await portal.getByLabel('Username', { exact: true }).fill('maria.garcia');
  await portal.getByRole('button', { name: 'Next' }).click();
  await expect(portal.getByRole('heading', { name: 'Answer your security question', exact: true })).toBeVisible();
  const question = await portal.locator('label').innerText();
  await portal.getByLabel(question).fill(texts[question]!);
  await portal.getByRole('button', { name: 'Next' }).click();
}

/** The codes that were mailed, oldest first. */
async function codes({ data }: Workstation): Promise<string[]> {
  const names = await readdir(join(data, 'mail')).catch(() => []);
  const mails = names.filter((name) => name.endsWith('.eml')).toSorted();
  const contents = await Promise.all(mails.map((name) => readFile(join(data, 'mail', name), 'utf8')));
  return contents.flatMap((content) => /^(\d{4} \d{4})\r?$/m.exec(content)?.[1] ?? []);
}

async function newestCode(workstation: Workstation, count: number): Promise<string> {
  await expect.poll(async () => (await codes(workstation)).length).toBe(count);
  return (await codes(workstation)).at(-1)!;
}

test('[P1] a forgotten password is reset with a code by email, and the new one signs in', async ({ workstation }) => {
  const portal = await workstation.portal();
  await setQuestions(portal);
  await portal.getByRole('link', { name: 'Forgot Password' }).click();

  await test.step('[P2] step 1 asks for the username, then its question', async () => {
    await expect(portal).toHaveTitle('[Training] Who are you? – Forgot Password – Enterprise Portal');
    await look(portal, 'recovery-1-name');
    await portal.getByRole('button', { name: 'Next' }).click();
    await expect(portal.getByLabel('Username', { exact: true })).toBeFocused();
    await portal.getByLabel('Username', { exact: true }).fill('maria.garcia');
    await portal.keyboard.press('Enter');
    await expect(portal.getByRole('heading', { name: 'Answer your security question', exact: true })).toBeVisible();
    await expect(portal.getByRole('main')).toBeFocused();
    const question = await portal.locator('label').innerText();
    await portal.getByLabel(question).fill('surely not this');
    await portal.keyboard.press('Enter');
    await expect(portal.getByText('That is incorrect.')).toBeVisible();
    await expect(portal.getByLabel(question)).toBeFocused();
    await look(portal, 'recovery-2-question-wrong');
    await portal.getByLabel(question).fill(texts[question]!.toUpperCase());
    await portal.keyboard.press('Enter');
  });

  await test.step('[P3] step 2 offers a code by email, or the security questions', async () => {
    await expect(portal.getByRole('radio', { name: 'Email me a one-time security code' })).toBeChecked();
    await expect(portal.getByRole('radio', { name: 'Answer my security questions' })).toBeVisible();
    await expect(portal.getByText('m…@t…')).toBeVisible();
    await look(portal, 'recovery-3-choice');
    await portal.getByRole('button', { name: 'Next' }).click();
  });

  await test.step('[P5] step 3 takes the code, counts down, points to junk mail, and sends a fresh one', async () => {
    await expect(portal.getByText('junk and spam folders')).toBeVisible();
    await expect(portal.getByRole('timer')).toContainText(/(30:00|29:\d\d)/);
    const first = await newestCode(workstation, 1);
    await portal.getByRole('button', { name: 'Send a new code' }).click();
    await expect(portal.getByText('A new code is on its way.')).toBeVisible();
    const second = await newestCode(workstation, 2);
    await portal.getByLabel('One-time security code').fill(first);
    await portal.keyboard.press('Enter');
    await expect(portal.getByText('The code is incorrect.')).toBeVisible();
    await expect(portal.getByLabel('One-time security code')).toBeFocused();
    await look(portal, 'recovery-4-code-wrong');
    await portal.getByLabel('One-time security code').fill(second);
    await portal.keyboard.press('Enter');
  });

  await test.step('[P6] step 4 ticks the rules beside the new password', async () => {
    await expect(portal.getByRole('heading', { name: 'Choose a new password', exact: true })).toBeVisible();
    await portal.getByLabel('New Password').fill(trainingPassword);
    await portal.getByLabel('Confirm Password').fill(trainingPassword);
    await portal.getByRole('button', { name: 'Submit' }).click();
    await expect(portal.getByText('This password cannot be used: None of your last 8 passwords')).toBeVisible();
    await look(portal, 'recovery-5-password-refused');
    await portal.getByLabel('New Password').fill(newPassword);
    await portal.getByLabel('Confirm Password').fill(newPassword);
    const rules = portal.getByRole('complementary');
    const field = await portal.getByLabel('New Password').boundingBox();
    expect((await rules.boundingBox())!.x).toBeGreaterThan(field!.x + field!.width);
    await look(portal, 'recovery-6-password');
    await portal.keyboard.press('Enter');
  });

  await test.step('[P8] the confirmation leads to sign-in, which takes the new password only', async () => {
    await expect(portal.getByRole('heading', { name: 'Your password has been changed', exact: true })).toBeVisible();
    await look(portal, 'recovery-7-done');
    await portal.getByRole('link', { name: 'Go to Sign In' }).click();
    await signIn(portal, 'maria.garcia');
    await expect(portal.getByRole('alert')).toBeVisible();
    await signIn(portal, 'maria.garcia', newPassword);
    await expect(portal.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();
  });

  await test.step('[P7] the second try of the day says when the next is possible', async () => {
    await portal.getByRole('button', { name: 'Sign Out' }).click();
    await portal.getByRole('link', { name: 'Forgot Password' }).click();
    await identify(portal);
    await expect(portal.getByText(/You can reset it again on \w+ \d+, \d{4}/)).toBeVisible();
    await look(portal, 'recovery-8-once-a-day');
    await portal.getByRole('link', { name: 'Go to Sign In' }).click();
    await expect(portal.getByRole('button', { name: 'Sign In' })).toBeVisible();
  });
});

test('[P3] all security questions together stand for a code', async ({ workstation }) => {
  const portal = await workstation.portal();
  await setQuestions(portal);
  await portal.getByRole('link', { name: 'Forgot Password' }).click();
  await identify(portal);
  await portal.getByRole('radio', { name: 'Answer my security questions' }).check();
  await portal.getByRole('button', { name: 'Next' }).click();

  await expect(portal.getByRole('heading', { name: 'Answer your security questions', exact: true })).toBeVisible();
  for (const [question, answer] of Object.entries(texts)) await portal.getByLabel(question).fill(`${answer}x`);
  await portal.getByRole('button', { name: 'Next' }).click();
  await expect(portal.getByRole('alert')).toContainText('At least one answer is incorrect.');
  await look(portal, 'recovery-answers-wrong');
  for (const [question, answer] of Object.entries(texts)) await portal.getByLabel(question).fill(answer);
  await portal.keyboard.press('Enter');

  await portal.getByLabel('New Password').fill(newPassword);
  await portal.getByLabel('Confirm Password').fill(newPassword);
  await portal.keyboard.press('Enter');
  await portal.getByRole('link', { name: 'Go to Sign In' }).click();
  await signIn(portal, 'maria.garcia', newPassword);
  await expect(portal.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();
});
