import { expect, test } from '../support/workstation.ts';
import { look } from '../support/look.ts';
import { signIn } from '../support/people.ts';
import { begin, enterImmTrac2, enterImmTrac2Again, expectName, lock, openBeside, typeName } from './session-steps.ts';

test('[T4] what is typed into a form survives a reload, and goes when it has done its work', async ({
  workstation,
}) => {
  await begin(workstation, 'maria.garcia');
  const immtrac2 = await openBeside(workstation, 'ImmTrac2');
  await enterImmTrac2(immtrac2);
  const restored = immtrac2.getByText('What you typed before is back.');
  const form = immtrac2.getByRole('form');

  await typeName(immtrac2, 'Testcase', 'Avery');
  // At once: nothing waits for the typing to pause.
  await immtrac2.reload();
  await expectName(immtrac2, 'Testcase', 'Avery');
  await expect(restored).toBeVisible();
  await look(immtrac2, 'draft-restored');

  await test.step('clearing the form clears it for good', async () => {
    await immtrac2.getByRole('button', { name: 'Clear' }).click();
    await expect(restored).toHaveCount(0);
    await immtrac2.reload();
    await expect(form).toBeVisible();
    await expectName(immtrac2, '', '');
  });
  await test.step('and so does sending it', async () => {
    await typeName(immtrac2, 'Testcase', 'Avery');
    await immtrac2.getByLabel('Date of birth').fill('2019-05-04');
    await immtrac2.getByRole('button', { name: 'Find' }).click();
    await expect(immtrac2.getByRole('link', { name: 'Testcase, Avery' })).toBeVisible();
    await immtrac2.reload();
    await expect(form).toBeVisible();
    await expectName(immtrac2, '', '');
  });
});

test('[T4] another person gets an empty form, and the one who typed finds it again', async ({ workstation }) => {
  test.slow();
  const portal = await begin(workstation, 'maria.garcia');
  const immtrac2 = await openBeside(workstation, 'ImmTrac2');
  await enterImmTrac2(immtrac2);
  const kept = immtrac2.waitForResponse((response) => response.request().method() === 'PUT');
  await typeName(immtrac2, 'Testcase', 'Avery');
  await kept;
  await immtrac2.reload();
  await expectName(immtrac2, 'Testcase', 'Avery');

  await lock(portal);
  await expect(portal.getByRole('heading', { name: 'Sign In', exact: true })).toBeVisible();
  await begin(workstation, 'john.smith');
  const theirs = await openBeside(workstation, 'ImmTrac2');
  await enterImmTrac2(theirs);
  await expectName(theirs, '', '');
  await portal.getByRole('button', { name: 'Sign Out' }).click();
  await expect(portal.getByRole('heading', { name: 'Sign In', exact: true })).toBeVisible();

  await signIn(portal, 'maria.garcia');
  await expect(portal.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();
  const again = await openBeside(workstation, 'ImmTrac2');
  await enterImmTrac2Again(again);
  await expectName(again, 'Testcase', 'Avery');
});
