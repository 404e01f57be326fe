import { es } from '../../../shared/identity/texts/es.ts';
import type { Walks } from '../camera.ts';
import { agreed, go, heading, takeOnPaper } from './steps.ts';

export const portal: Walks = () => [
  {
    about: 'home',
    looks: ['light', 'dark', 'narrow', 'more contrast', 'forced colors'],
    way: async (page, take) => {
      await agreed(page, 'maria.garcia');
      await page.getByText('This is a training deployment').waitFor();
      await take('home', 'Home');
    },
  },
  {
    about: 'not found',
    looks: ['light', 'forced colors'],
    way: async (page, take) => {
      await agreed(page, 'maria.garcia');
      await go(page, '/nowhere');
      await heading(page, 'Page not found');
      await take('not-found', 'Unknown address');
    },
  },
  {
    about: 'profile',
    looks: ['light', 'dark', 'narrow'],
    way: async (page, take) => {
      await agreed(page, 'maria.garcia');
      await go(page, '/profile');
      await heading(page, 'My Profile');
      await take('profile', 'My Profile');
      await go(page, '/profile/password');
      await heading(page, 'Change Password');
      await page.getByRole('button', { name: 'Submit' }).click();
      await take('password-left-out', 'Change Password, with nothing entered');
      await go(page, '/profile/questions');
      await heading(page, 'Change Security Questions');
      await page.getByRole('button', { name: 'Submit' }).click();
      await page.getByText('Enter your answer.').first().waitFor();
      await take('questions-left-out', 'Change Security Questions, with nothing entered');
    },
  },
  {
    about: 'portal in Spanish',
    looks: ['light'],
    way: async (page, take) => {
      await agreed(page, 'maria.garcia', { language: 'es' });
      await go(page, '/profile');
      await heading(page, es.portal.profile.title);
      await take('profile', 'My Profile', 'Spanish');
      await go(page, '/');
      await heading(page, es.portal.home.applications);
      await page.getByText(es.notifications.training.title).waitFor();
      await take('home', 'Home', 'Spanish');
      await go(page, '/profile/questions');
      await heading(page, es.questions.title);
      await take('questions', 'Change Security Questions', 'Spanish');
    },
  },
  {
    about: 'help',
    looks: ['light', 'narrow'],
    way: async (page, take) => {
      await go(page, '/help');
      await heading(page, 'Help');
      await take('help', 'Help');
    },
  },
  {
    about: 'learning',
    looks: ['light'],
    way: async (page, take) => {
      await agreed(page, 'maria.garcia');
      await go(page, '/learning');
      const tour = page.getByRole('region', { name: /^Tour, step/ });
      await page.getByRole('button', { name: 'Begin the tour' }).click();
      await tour.getByRole('button', { name: 'Next' }).click();
      await tour.getByRole('heading', { name: 'Open an application' }).waitFor();
      await take('tour', 'The tour');
      await tour.getByRole('button', { name: 'Leave the tour' }).click();
      await go(page, '/learning');
      const right = ['Yes', 'With nobody', '30 minutes', 'With their ImmTrac2 username', 'Once a day'];
      for (const name of right) await page.getByRole('radio', { name, exact: true }).check();
      await page.getByRole('radio', { name: 'The HHS Help Desk' }).check();
      const submit = page.getByRole('button', { name: 'Check my answers' });
      await submit.click();
      await page.getByText('5 of 6 are right').waitFor();
      await take('knowledge-check', 'The knowledge check, with one answer wrong');
      await page.getByRole('button', { name: 'Try again' }).click();
      for (const name of [...right, 'ImmTrac2 Customer Support']) {
        await page.getByRole('radio', { name, exact: true }).check();
      }
      await submit.click();
      await page.getByRole('link', { name: 'Certificate' }).click();
      await page.getByText(/answered the six questions/).waitFor();
      await takeOnPaper(page, take, 'certificate', 'The certificate');
    },
  },
];
