import type { Walks } from '../camera.ts';
import { agreed, isNarrow } from './steps.ts';

export const enrollment: Walks = (server) => [
  {
    about: 'syntropi',
    looks: ['light', 'dark', 'narrow'],
    way: async (page, take) => {
      await agreed(page, 'maria.garcia');
      await page.goto(server.applications.syntropi);
      await page.getByText('Primary').first().waitFor();
      await take('syntropi', 'Syntropi, an organization');
    },
  },
  {
    about: 'enrollment',
    looks: ['light', 'narrow'],
    way: async (page, take) => {
      await agreed(page, 'robin.signer');
      const at = (path: string) => page.goto(new URL(path, server.applications.syntropi).href);
      await at('/enrollments');
      await page.getByRole('table', { name: 'Your sites' }).waitFor();
      await take('enrollments', 'Syntropi, the enrollments of one’s sites');
      await at('/enrollments/training-draft');
      await page.getByRole('heading', { name: 'Still missing', exact: true }).waitFor();
      await take('enrollment-draft', 'Syntropi, a draft and what is missing');
      if (isNarrow(page)) return;
      for (const [part, title] of [
        ['letter', 'the letter of a health center'],
        ['hours', 'delivery hours'],
        ['storage', 'storage units'],
      ] as const) {
        await at(`/enrollments/training-draft/${part}`);
        await page.getByText('Back to this enrollment').waitFor();
        await page.getByRole('main').getByRole('button').first().waitFor();
        await take(`enrollment-${part}`, `Syntropi, ${title}`);
      }
    },
  },
  {
    about: 'enrollment again',
    looks: ['light'],
    way: async (page, take) => {
      await agreed(page, 'robin.signer');
      await page.goto(new URL('/enrollments', server.applications.syntropi).href);
      await page.getByRole('button', { name: 'Renew Bluebonnet Training Clinic' }).click();
      await page.getByRole('link', { name: 'See what changed since last year' }).click();
      await page.getByRole('table', { name: 'What changed since last year' }).waitFor();
      await take('enrollment-changes', 'Syntropi, what changed since last year');
    },
  },
  {
    about: 'enrollment review',
    looks: ['light', 'narrow'],
    way: async (page, take) => {
      await agreed(page, 'sam.reviewer');
      const at = (path: string) => page.goto(new URL(path, server.applications.syntropi).href);
      await at('/reviews');
      await page.getByRole('table', { name: 'Enrollments of all sites' }).waitFor();
      await take('reviews', 'Syntropi, what the State decides on');
      if (isNarrow(page)) return;
      await at('/enrollments/training-submitted');
      await page.getByRole('heading', { name: 'Decision of the State', exact: true }).waitFor();
      await take('review', 'Syntropi, an enrollment that was submitted');
      await at('/status');
      await page.getByRole('button', { name: 'Check' }).waitFor();
      await take('enrollment-status', 'Syntropi, for whoever waits');
    },
  },
];
