import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { en } from '../../shared/identity/texts/en.ts';
import { es } from '../../shared/identity/texts/es.ts';
import { press, tabTo, typeInto } from '../support/keyboard.ts';
import { look } from '../support/look.ts';
import { startServerHere } from '../support/server-here.ts';
import { expect, test } from '../support/workstation.ts';

const { setup: texts } = en;

test('[R6] whoever looks after a new server sets it up on its portal by keyboard, and signs in', async ({
  chromiumOfWorker,
}) => {
  const data = await mkdtemp(join(tmpdir(), 'first-run-'));
  const server = await startServerHere(data, {}, { demo: false });
  const context = await (await chromiumOfWorker()).newContext({ locale: 'en-US' });
  const page = await context.newPage();
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  try {
    await page.goto(server.portal);
    await expect(page.getByRole('heading', { name: texts.title, exact: true })).toBeVisible();
    await test.step('in Spanish too', async () => {
      await press(button('Español'));
      await expect(page.getByRole('heading', { name: es.setup.title, exact: true })).toBeVisible();
      await look(page, 'set-up-es');
      await press(button('English'));
      await expect(page.getByRole('heading', { name: texts.title, exact: true })).toBeVisible();
    });
    await press(button(texts.next));
    await expect(page.getByText(texts.code.missing)).toBeVisible();
    await look(page, 'set-up-code');
    await typeInto(page.getByLabel(texts.code.label), server.setUpCode!);
    await page.keyboard.press('Enter');

    await expect(page.getByRole('heading', { name: texts.stepNames[1], exact: true })).toBeFocused();
    await tabTo(page.getByRole('radio', { name: texts.kind.clinic }));
    await page.keyboard.press('Space');
    await look(page, 'set-up-kind');
    await press(button(texts.next));

    await typeInto(page.getByLabel(texts.clinic.name, { exact: true }), 'North Clinic');
    await typeInto(page.getByLabel(texts.clinic.siteId, { exact: true }), '0042');
    await press(button(texts.clinic.finish));
    await expect(page.getByText(texts.clinic.bothOfSite).first()).toBeVisible();
    await look(page, 'set-up-clinic');
    await typeInto(page.getByLabel(texts.clinic.siteName, { exact: true }), 'North Clinic');
    await typeInto(page.getByLabel(texts.clinic.username, { exact: true }), 'ida.hill');
    await typeInto(page.getByLabel(texts.clinic.fullName, { exact: true }), 'Ida Hill');
    await typeInto(page.getByLabel(texts.clinic.email, { exact: true }), 'ida@clinic.example');
    await press(button(texts.clinic.finish));

    await expect(page.getByRole('heading', { name: texts.done.title, exact: true })).toBeFocused();
    await expect(page.getByText(join(data, 'master.key'))).toBeVisible();
    await look(page, 'set-up-done');
    const code = await page.locator('code').first().textContent();
    // It starts again as the clinic's, at the same address.
    await expect
      .poll(() =>
        page.evaluate(() =>
          fetch('/api/deployment').then(
            (answer) => answer.text(),
            () => 'setUp',
          ),
        ),
      )
      .not.toContain('setUp');
    await press(button(texts.done.toSignIn));
    await typeInto(page.getByLabel(en.signIn.username, { exact: true }), 'ida.hill');
    await typeInto(page.getByLabel(en.signIn.password, { exact: true }), code!);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/password/);
  } finally {
    await context.close();
    await server.stop();
    await rm(data, { recursive: true, force: true });
  }
});
