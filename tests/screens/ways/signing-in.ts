import { es } from '../../../shared/identity/texts/es.ts';
import { signIn } from '../../support/people.ts';
import type { Walks } from '../camera.ts';
import { heading } from './steps.ts';

export const signingIn: Walks = () => [
  {
    about: 'sign-in',
    looks: ['light', 'dark', 'narrow'],
    way: async (page, take) => {
      await page.getByRole('button', { name: 'Sign In' }).waitFor();
      await take('sign-in', 'Sign in');
      await page.getByRole('button', { name: 'Sign In' }).click();
      await page.getByText('Enter your password.').first().waitFor();
      await take('sign-in-left-out', 'Sign in, with nothing entered');
      await signIn(page, 'nobody.here', 'not this');
      await page.getByRole('alert').waitFor();
      await take('sign-in-refused', 'Sign in, refused');
    },
  },
  {
    about: 'sign-in in Spanish',
    looks: ['light'],
    way: async (page, take) => {
      await page.getByRole('button', { name: 'Español' }).click();
      await heading(page, es.signIn.title);
      await take('sign-in', 'Sign in', 'Spanish');
    },
  },
  {
    about: 'recovery',
    looks: ['light', 'dark and narrow'],
    way: async (page, take) => {
      await page.getByRole('link', { name: 'Forgot Password' }).click();
      await heading(page, 'Who are you?');
      await take('recovery-name', 'Forgot Password, step 1');
      await page.getByLabel('Username', { exact: true }).fill('nobody.here');
      await page.keyboard.press('Enter');
      await heading(page, 'Answer your security question');
      await take('recovery-question', 'Forgot Password, step 1, the question');
    },
  },
  {
    about: 'agreement',
    looks: ['light', 'narrow'],
    way: async (page, take) => {
      await signIn(page, 'john.smith');
      await heading(page, 'Acceptable Use Agreement');
      await take('agreement', 'Acceptable Use Agreement');
      await page.getByRole('button', { name: 'Accept and Continue' }).click();
      await take('agreement-left-out', 'Acceptable Use Agreement, left out');
    },
  },
];
