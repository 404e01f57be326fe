import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { en } from '../../../shared/identity/texts/en.ts';
import { startServerHere } from '../../support/server-here.ts';
import type { Walks } from '../camera.ts';

const { setup: texts } = en;

export const setUp: Walks = () => [
  {
    about: 'set-up',
    looks: ['light'],
    way: async (page, take) => {
      const data = await mkdtemp(join(tmpdir(), 'screens-'));
      const server = await startServerHere(join(data, 'kiosk'), {}, { demo: false });
      const next = page.getByRole('button', { name: texts.next, exact: true });
      await page.goto(server.portal);
      await page.getByLabel(texts.code.label).fill('0000-0000');
      await take('set-up-code', 'Setup, the code');
      await page.getByLabel(texts.code.label).fill(server.setUpCode!);
      await next.click();
      await page.getByRole('radio', { name: texts.kind.clinic }).check();
      await take('set-up-kind', 'Setup, for training or for a clinic');
      await next.click();
      await page.getByLabel(texts.clinic.name, { exact: true }).fill('North Clinic');
      await take('set-up-clinic', 'Setup, the clinic');
      await page.getByLabel(texts.clinic.username, { exact: true }).fill('ida.hill');
      await page.getByLabel(texts.clinic.fullName, { exact: true }).fill('Ida Hill');
      await page.getByLabel(texts.clinic.email, { exact: true }).fill('ida@clinic.example');
      await page.getByRole('button', { name: texts.clinic.finish, exact: true }).click();
      await page.getByRole('heading', { name: texts.done.title, exact: true }).waitFor();
      await take('set-up-done', 'Setup, done');
      await page.goto('about:blank');
      await server.stop();
      await rm(data, { recursive: true, force: true });
    },
  },
];
