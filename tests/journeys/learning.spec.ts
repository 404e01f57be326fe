import { look } from '../support/look.ts';
import { signInToWork } from '../support/people.ts';
import { expect, test } from '../support/workstation.ts';

test('[H1][H2][H3] somebody new finds whom to ask, walks through the portal, and passes the knowledge check', async ({
  workstation,
}) => {
  const page = await workstation.portal();
  await page.goto(new URL('/help', page.url()).href);
  await test.step('[H1] whom to ask stands there before anybody signs in, and a mail is begun with the PIN', async () => {
    await expect(page.getByRole('heading', { name: 'Help', exact: true })).toBeVisible();
    await page.getByLabel('Your site’s PIN').fill('990001');
    const write = page.getByRole('link', { name: 'Write to Vaccine Call Center' });
    await expect(write).toHaveAttribute(
      'href',
      'mailto:VacCallCenter@dshs.texas.gov?subject=Syntropi%2C%20PIN%20990001',
    );
    await look(page, 'help');
  });

  await page.getByRole('link', { name: 'Enterprise Portal' }).first().click();
  await signInToWork(page, 'maria.garcia');
  await test.step('[H3] the tour goes from page to page, is left, and is begun again', async () => {
    await page.getByRole('contentinfo').getByRole('link', { name: 'Help' }).click();
    await page.getByRole('link', { name: 'Tour and knowledge check' }).click();
    await page.getByRole('button', { name: 'Begin the tour' }).click();
    const tour = page.getByRole('region', { name: /^Tour, step/ });
    await expect(tour.getByRole('heading')).toHaveText('You are signed in');
    await tour.getByRole('button', { name: 'Next' }).click();
    await expect(tour.getByRole('heading')).toHaveText('Open an application');
    await look(page, 'tour');
    await tour.getByRole('button', { name: 'Leave the tour' }).click();
    await expect(tour).toHaveCount(0);
    await page.goto(new URL('/learning', page.url()).href);
    await page.getByRole('button', { name: 'Take it again' }).click();
    for (const title of ['Open an application', 'Come back', 'Your profile', 'Security questions', 'Your password']) {
      await tour.getByRole('button', { name: 'Next' }).click();
      await expect(tour.getByRole('heading')).toHaveText(title);
    }
    await expect(page.getByRole('heading', { name: 'My Profile', exact: true })).toBeVisible();
    await tour.getByRole('button', { name: 'Finish, and go to the knowledge check' }).click();
  });

  await test.step('[H3] six questions are answered, with feedback, and the certificate can be printed', async () => {
    const submit = page.getByRole('button', { name: 'Check my answers' });
    await submit.click();
    await expect(page.getByRole('group', { name: 'Please fix these errors' })).toBeFocused();
    const right = ['Yes', 'With nobody', '30 minutes', 'With their ImmTrac2 username', 'Once a day'];
    for (const name of right) await page.getByRole('radio', { name, exact: true }).check();
    await page.getByRole('radio', { name: 'The HHS Help Desk' }).check();
    await submit.click();
    await expect(page.getByText('5 of 6 are right')).toBeVisible();
    await expect(page.getByText(/^Not right\. ImmTrac2 Customer Support, by email/)).toBeVisible();
    await look(page, 'knowledge-check');
    await page.getByRole('button', { name: 'Try again' }).click();
    for (const name of [...right, 'ImmTrac2 Customer Support']) {
      await page.getByRole('radio', { name, exact: true }).check();
    }
    await submit.click();
    await expect(page.getByText('6 of 6 are right')).toBeVisible();
    await page.getByRole('link', { name: 'Certificate' }).click();
    await expect(page.getByText(/^Maria Garcia \(Training\) answered the six questions/)).toBeVisible();
    await look(page, 'certificate');
  });
});
