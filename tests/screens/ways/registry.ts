import { clientsApi } from '../../../shared/applications/immtrac2/clients/api.ts';
import type { Walks } from '../camera.ts';
import { agreed, enterRegistry, findAvery, go, heading, isNarrow, takeOnPaper } from './steps.ts';

export const registry: Walks = (server) => [
  {
    about: 'registry',
    looks: ['light', 'dark', 'narrow'],
    way: async (page, take) => {
      await agreed(page, 'maria.garcia');
      await page.goto(server.applications.immtrac2);
      const agree = page.getByRole('button', { name: 'I Agree' });
      await agree.waitFor();
      if (!isNarrow(page)) await take('immtrac2-statement', 'ImmTrac2, the Confidentiality Statement');
      await enterRegistry(page, server);
      await take('immtrac2-find', 'ImmTrac2, find a client');
      await findAvery(page);
      await take('immtrac2-client', 'ImmTrac2, a client: what is due, and the history');
      if (!isNarrow(page)) return;
      await page.getByRole('link', { name: 'Record immunizations' }).click();
      await page.getByRole('group', { name: 'Vaccine 1', exact: true }).waitFor();
      await take('immtrac2-record', 'ImmTrac2, immunizations to record');
    },
  },
  {
    about: 'registry in Spanish',
    looks: ['light'],
    way: async (page, take) => {
      await agreed(page, 'maria.garcia', { language: 'es' });
      await page.goto(server.applications.immtrac2);
      const next = page.getByRole('main').getByRole('button').last();
      for (let step = 0; step < 3; step += 1) {
        await next.click();
        await page.waitForLoadState('networkidle');
      }
      await page.getByRole('textbox').first().waitFor();
      const client = await page.evaluate(
        async ([path, person]) => {
          const headers = { 'content-type': 'application/json' };
          const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(person) });
          return ((await response.json()) as { clients: { id: string }[] }).clients[0]!.id;
        },
        [clientsApi.findByName.path, { lastName: 'Testcase', firstName: 'Avery', birthDate: '2019-05-04' }] as const,
      );
      await go(page, `/clients/${client}`);
      await page.getByRole('table').nth(1).waitFor();
      await take('immtrac2-client', 'ImmTrac2, a client: what is due, and the history', 'Spanish');
    },
  },
  {
    about: 'client',
    looks: ['light'],
    way: async (page, take) => {
      await agreed(page, 'maria.garcia');
      await enterRegistry(page, server);
      await findAvery(page);
      const client = page.url();
      const at = async (link: string) => {
        await page.goto(client);
        await page.getByRole('link', { name: link, exact: true }).click();
        await page.getByRole('link', { name: 'Back to the client' }).waitFor();
        await page.waitForLoadState('networkidle');
      };
      await takeOnPaper(page, take, 'immtrac2-client', 'ImmTrac2, a client: what is due, and the history');
      await at('Record immunizations');
      await page.getByLabel('Vaccine', { exact: true }).focus();
      await page.keyboard.type('0110358160811439107DK3P17290930');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Lot 7DK3P, expires 09/30/2029' }).waitFor();
      await take('immtrac2-record', 'ImmTrac2, immunizations to record');
      await at('Record a refusal');
      await take('immtrac2-refusal', 'ImmTrac2, a refusal');
      await at('Edit client');
      await take('immtrac2-details', 'ImmTrac2, a client’s details');
      await at('Consent form and changes');
      await page.getByRole('button', { name: 'Withdraw consent' }).click();
      await page.getByText(/doses? (is|are) erased/).waitFor();
      await take('immtrac2-consent', 'ImmTrac2, before consent is withdrawn');
      await at('Conditions and risks');
      await take('immtrac2-observations', 'ImmTrac2, conditions and risks');
      await at('Record of access');
      await take('immtrac2-accesses', 'ImmTrac2, who looked at a client');
      await page.goto(client);
      await page
        .getByRole('link', { name: /^Correct DTaP/ })
        .first()
        .click();
      await page.getByLabel('Reason for the correction').waitFor();
      await take('immtrac2-correction', 'ImmTrac2, a dose to correct');
    },
  },
  {
    about: 'duplicates',
    looks: ['light'],
    way: async (page, take) => {
      await agreed(page, 'maria.garcia');
      await enterRegistry(page, server);
      await page.getByRole('radio', { name: 'ImmTrac2 ID alone' }).check();
      await page.getByLabel('ImmTrac2 ID', { exact: true }).fill('9900000004');
      await page.getByRole('button', { name: 'Find' }).click();
      await page.getByRole('link', { name: /Prueba-Muestra/ }).click();
      await page.getByRole('link', { name: 'Possible duplicates' }).click();
      await page.getByRole('link', { name: 'Back to the client' }).waitFor();
      await page.waitForLoadState('networkidle');
      await take('immtrac2-duplicates', 'ImmTrac2, possible duplicates');
    },
  },
  {
    about: 'new client',
    looks: ['light'],
    way: async (page, take) => {
      await agreed(page, 'maria.garcia');
      await enterRegistry(page, server);
      await page.getByRole('radio', { name: 'Smart search' }).check();
      await page.getByLabel('Last name', { exact: true }).fill('Testcase-Sample');
      await page.getByLabel('First name', { exact: true }).fill('Averie');
      await page.getByLabel('Date of birth', { exact: true }).fill('2019-05-04');
      await page.getByLabel('Sex', { exact: true }).selectOption('Female');
      await page.getByLabel('Street address').fill('100 Training Lane');
      await page.getByRole('button', { name: 'Find' }).click();
      await page.getByRole('table').first().waitFor();
      await take('immtrac2-candidates', 'ImmTrac2, who may be meant');
      await page.getByRole('button', { name: 'Add this client' }).click();
      await heading(page, 'Add a client');
      await take('immtrac2-new-client', 'ImmTrac2, a client to add');
    },
  },
];
