import type { Page } from '@playwright/test';
import { watchForAlert } from '../support/keyboard.ts';
import { look } from '../support/look.ts';
import { completeAgreement, signIn } from '../support/people.ts';
import { trainingPassword } from '../support/training.ts';
import { expect, test, type Workstation } from '../support/workstation.ts';

async function home(workstation: Workstation): Promise<Page> {
  const portal = await workstation.portal();
  await signIn(portal, 'maria.garcia');
  await completeAgreement(portal);
  await expect(portal.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();
  return portal;
}

test('[Q1] from My Profile to new security questions and back', async ({ workstation }) => {
  const portal = await home(workstation);
  await test.step('[Q3] the reminder stands on the home page', async () => {
    await expect(portal.getByText('Set your security questions')).toBeVisible();
    await expect(portal.getByRole('link', { name: 'Set security questions' })).toBeVisible();
    await look(portal, 'home-questions-reminder');
  });
  await portal.getByRole('link', { name: 'My Profile' }).click();
  await expect(portal.getByRole('heading', { name: 'My Profile', exact: true })).toBeVisible();
  await expect(portal.getByText('Not set yet')).toBeVisible();
  await look(portal, 'profile');
  await expect(portal.getByRole('link', { name: 'Change Password' })).toBeVisible();
  await expect(portal.getByRole('link', { name: 'I think my password is known to someone' })).toBeVisible();

  await test.step('“Change Security Questions” is in the upper right', async () => {
    const link = portal.getByRole('link', { name: 'Change Security Questions' });
    const [at, page] = [(await link.boundingBox())!, (await portal.getByRole('main').boundingBox())!];
    expect(at.x).toBeGreaterThan(page.x + page.width / 2);
    expect(at.y - page.y).toBeLessThan(100);
    await link.click();
  });

  await portal.getByLabel('Security question 1').selectOption({ label: questions[0] });
  await portal.getByLabel('Security question 2').selectOption({ label: questions[1] });
  await portal.getByLabel('Security question 3').selectOption({ label: questions[2] });
  await portal.getByLabel('Answer 1').fill('Flumpish');
  await portal.getByLabel('Answer 2').fill('Marfa, behind the depot');
  await portal.getByLabel('Answer 3').fill('a blue marble');

  await test.step('a wrong present password is refused beside its field, and what was typed stays', async () => {
    await portal.getByLabel('Current password').fill('not her password');
    await portal.getByRole('button', { name: 'Submit' }).click();
    await expect(portal.getByLabel('Current password')).toHaveAccessibleDescription(/not your current password/);
    await expect(portal.getByLabel('Current password')).toBeFocused();
    await expect(portal.getByLabel('Answer 2')).toHaveValue('Marfa, behind the depot');
    await look(portal, 'questions-password-wrong');
  });

  await portal.getByLabel('Current password').fill(trainingPassword);
  await portal.getByRole('button', { name: 'Submit' }).click();
  await expect(portal.getByRole('alert')).toContainText('Your security questions have been updated');
  await look(portal, 'questions-updated');

  await portal.getByRole('button', { name: 'Close' }).click();
  await expect(portal.getByRole('heading', { name: 'My Profile', exact: true })).toBeVisible();
  await expect(portal.getByText('Set', { exact: true })).toBeVisible();
  await portal.getByRole('link', { name: 'Back to the Enterprise Portal' }).click();
  await expect(portal.getByRole('heading', { name: 'Notifications', exact: true })).toBeVisible();
  await expect(portal.getByText('This is a training deployment')).toBeVisible();
  await expect(portal.getByText('Set your security questions')).toHaveCount(0);
});

const questions = [
  'Which made-up word does your family use that nobody else understands?',
  'In which place did you once get thoroughly lost?',
  'What have you carried with you because it was supposed to bring luck?',
] as const;

test('[Q2] by keyboard alone: what breaks a rule is said beside each field', async ({ workstation }) => {
  const portal = await home(workstation);
  await portal.getByRole('link', { name: 'Set security questions' }).focus();
  await portal.keyboard.press('Enter');
  await expect(portal.getByRole('heading', { name: 'Change Security Questions', exact: true })).toBeVisible();
  await look(portal, 'questions-empty');

  const type = async (label: string, text: string) => {
    await portal.keyboard.press('Tab');
    await expect(portal.getByLabel(label)).toBeFocused();
    await portal.keyboard.press('ControlOrMeta+A');
    await portal.keyboard.type(text);
  };
  // Typing the beginning of an option chooses it, as in every list.
  const choose = async (number: number, text: string) => {
    await portal.keyboard.press('Tab');
    await expect(portal.getByLabel(`Security question ${number}`)).toBeFocused();
    await portal.keyboard.type(text);
  };

  await test.step('an empty form says what is missing and goes to the first of it', async () => {
    await portal.getByRole('button', { name: 'Submit' }).focus();
    await portal.keyboard.press('Enter');
    await expect(portal.getByRole('group', { name: 'Please fix these errors' })).toBeFocused();
    await expect(portal.getByText('Choose a question.', { exact: true })).toHaveCount(3);
    await expect(portal.getByText('Enter your answer.', { exact: true })).toHaveCount(3);
    await expect(portal.getByText('Enter your current password.', { exact: true })).toBeVisible();
    await look(portal, 'questions-missing');
    await portal.keyboard.press('Tab');
    await portal.keyboard.press('Enter');
    await expect(portal.getByLabel('Security question 1')).toBeFocused();
  });

  await test.step('each response that cannot be used says what to do', async () => {
    await portal.keyboard.type('Where did you hide');
    await type('Answer 1', 'maria.garcia');
    await choose(2, 'Where were you');
    await type('Answer 2', 'in my vehicle');
    await choose(3, 'In which store');
    await type('Answer 3', 'Walmart');
    await type('Current password', trainingPassword);
    await portal.keyboard.press('Enter');
    await expect(portal.getByLabel('Answer 1')).toHaveAccessibleDescription(/Leave your username out/);
    await expect(portal.getByLabel('Answer 2')).toHaveAccessibleDescription(/Leave the words of the question out/);
    await expect(portal.getByLabel('Answer 3')).toHaveAccessibleDescription(/Many people would answer this/);
    await expect(portal.getByRole('group', { name: 'Please fix these errors' })).toBeFocused();
    await look(portal, 'questions-refused');
    await portal.keyboard.press('Tab');
    await portal.keyboard.press('Enter');
    await expect(portal.getByLabel('Answer 1')).toBeFocused();
  });

  await test.step('put right, they are kept', async () => {
    await portal.keyboard.press('ControlOrMeta+A');
    await portal.keyboard.type('inside the old piano');
    await portal.keyboard.press('Tab');
    await type('Answer 2', 'Fort Stockton');
    await portal.keyboard.press('Tab');
    await type('Answer 3', 'Pruitt and Sons');
    const wasFocused = await watchForAlert(portal);
    await portal.keyboard.press('Enter');
    await expect(portal.getByRole('alert')).toContainText('Your security questions have been updated');
    expect(await wasFocused()).toBe(true);
    await portal.keyboard.press('Tab');
    await expect(portal.getByRole('button', { name: 'Close' })).toBeFocused();
    await portal.keyboard.press('Enter');
    await expect(portal.getByRole('heading', { name: 'My Profile', exact: true })).toBeVisible();
  });
});

test('[Q1] in a narrow window nothing of the form is cut off', async ({ workstation }) => {
  const portal = await home(workstation);
  await portal.setViewportSize({ width: 320, height: 640 });
  await portal.getByRole('link', { name: 'Set security questions' }).click();
  await expect(portal.getByLabel('Answer 3')).toBeVisible();
  await portal.getByLabel('Security question 1').selectOption({ label: questions[2] });
  expect(await portal.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  for (const control of await portal.getByRole('main').locator('input, select').all()) {
    const [field, group] = [control, control.locator('xpath=../..')];
    const [inner, outer] = [(await field.boundingBox())!, (await group.boundingBox())!];
    expect(inner.x + inner.width).toBeLessThanOrEqual(outer.x + outer.width);
  }
  await look(portal, 'questions-narrow');
  const roadmap = portal.getByRole('navigation', { name: 'Roadmap' });
  await roadmap.getByRole('link', { name: 'My Profile' }).click();
  await expect(portal.getByRole('heading', { name: 'My Profile', exact: true })).toBeVisible();
});
