import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron, type Locator, type Page } from '@playwright/test';
import { en } from '../../../shared/identity/texts/en.ts';
import { es } from '../../../shared/identity/texts/es.ts';
import { alone } from '../../support/fixture.ts';
import { look } from '../../support/look.ts';
import { completeAgreement } from '../../support/people.ts';
import { mailServer } from '../../support/receivers.ts';
import { expect, launchArguments, pageAt, test, type Workstation } from '../../support/workstation.ts';
import { untilDeskIsClean } from './desk.ts';

const { setup: texts, portal: portalTexts } = en;
const { create } = en.administration;
const password = 'Quiet-Armadillo-2026';

/** Somebody who reads, types and presses as people do, by the clock that the test moves. */
class Person {
  /** What it took them, milliseconds. */
  took = 0;
  readonly #workstation: Workstation;
  readonly #page: Page;

  constructor(workstation: Workstation, page: Page) {
    this.#workstation = workstation;
    this.#page = page;
  }

  async reads(heading: string): Promise<void> {
    await expect(this.#page.getByRole('heading', { name: heading, exact: true }).first()).toBeVisible();
    await this.#takes(5000);
  }

  async types(label: string, text: string, within: Page | Locator = this.#page): Promise<void> {
    await within.getByLabel(label, { exact: true }).fill(text);
    await this.#takes(1500 + 250 * text.length);
  }

  async presses(name: string): Promise<void> {
    await this.#page.getByRole('button', { name, exact: true }).click();
    await this.#takes(1500);
  }

  /** The agreement is long; whoever knows it from the paper looks through it. */
  async accepts(): Promise<void> {
    await completeAgreement(this.#page);
    await this.#takes(30_000);
  }

  async choosesPassword(): Promise<void> {
    await this.types(en.password.new, password);
    await this.types(en.password.confirm, password);
    await this.presses(en.password.submit);
  }

  async #takes(milliseconds: number): Promise<void> {
    this.took += milliseconds;
    await this.#workstation.passTime(milliseconds);
  }
}

interface MailHere {
  readonly messages: readonly string[];
  readonly port: number;
}

const withMail = test.extend<{ mail: MailHere }>({
  mail: alone(async (use) => {
    const server = await mailServer();
    await use({ messages: server.messages, port: server.smtp.port });
    await server.close();
  }),
  policy: async ({ mail }, use) => {
    const sent = { MailHost: '127.0.0.1', MailPort: mail.port, MailFrom: 'kiosk@clinic.example' };
    // Where tests run there may be no key store.
    await use({ LocalDeployment: 'ask', KeyFileAllowed: true, ...sent });
  },
});

withMail.describe('a kiosk that asks what it is for', () => {
  withMail.use({ movesClock: true });

  withMail(
    '[R6] from an empty folder to the second person signed in takes under five minutes, and nothing of it says training',
    async ({ workstation, mail }) => {
      const page = await workstation.portal();
      const person = new Person(workstation, page);
      const code = page.getByLabel(texts.code.label, { exact: true });
      await person.reads(texts.kiosk.title);
      await expect(code).toHaveValue(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}$/);
      const shown = await code.inputValue();
      await look(page, 'kiosk-set-up-code');
      await page.getByRole('button', { name: 'Español' }).click();
      await expect(page.getByRole('heading', { name: es.setup.kiosk.title, exact: true })).toBeVisible();
      await look(page, 'kiosk-set-up-code-es');
      await page.getByRole('button', { name: 'English' }).click();
      await person.presses(texts.next);
      await page.getByRole('radio', { name: texts.kind.clinic }).check();
      await look(page, 'kiosk-set-up-kind');
      await person.presses(texts.next);
      await person.types(texts.clinic.name, 'North Clinic');
      await person.types(texts.clinic.siteId, '0042');
      await person.types(texts.clinic.siteName, 'North Clinic');
      await person.types(texts.clinic.username, 'ida.hill');
      await person.types(texts.clinic.fullName, 'Ida Hill');
      await person.types(texts.clinic.email, 'ida@clinic.example');
      await person.presses(texts.clinic.tryMail);
      await expect(page.getByText(texts.clinic.mailSent('ida@clinic.example'))).toBeVisible();
      await look(page, 'kiosk-set-up-clinic');
      await person.presses(texts.clinic.finish);
      await person.reads(texts.kiosk.done);
      await expect(page.getByText(join(workstation.data))).toBeVisible();
      await look(page, 'kiosk-set-up-done');

      // The shell has learned it without a restart; the page lets people in as soon as its server answers again.
      await expect.poll(() => logOf(workstation)).toContain('"server.set-up"');
      await person.presses(texts.done.toSignIn);
      await person.reads(en.signIn.title);
      await expect(page.getByText(en.signIn.firstAdministrator.title)).toBeVisible();
      await look(page, 'kiosk-first-sign-in');
      await person.presses(en.signIn.submit);
      await person.choosesPassword();
      await person.accepts();
      await person.reads(en.portal.home.applications);
      await expect(page.locator('.clinic-name')).toHaveText('North Clinic');
      expect(
        await workstation.electron!.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows()[0]!.getTitle()),
      ).not.toMatch(/training/i);
      const immtrac2 = await workstation.open('ImmTrac2');
      await expect(immtrac2.locator('.clinic-name')).toHaveText('North Clinic');
      const bar = workstation.electron!.windows().find((each) => /bar/.test(each.url()))!;
      await expect(bar.locator('.bar')).toHaveAttribute('data-training', 'false');
      await workstation.backToPortal(immtrac2);

      await page.goto(new URL('/accounts', page.url()).href);
      await person.presses(create.open);
      const form = page.locator('form').filter({ has: page.getByRole('button', { name: create.submit }) });
      await person.types(create.username, 'sam.lee', form);
      await person.types(portalTexts.account.name, 'Sam Lee', form);
      await person.types(portalTexts.account.email, 'sam@clinic.example', form);
      await form.getByRole('checkbox', { name: portalTexts.roles['clinic-staff'] }).check();
      await person.types(create.reason, 'first day', form);
      await person.presses(create.submit);
      const sams = /username: sam\.lee\s+password: (\S+)/;
      await expect.poll(() => mail.messages.join('\n')).toMatch(sams);
      await untilDeskIsClean(workstation, () => person.presses('Sign Out'));
      await expect(page.getByText(en.signIn.firstAdministrator.title)).toBeHidden();
      await person.types(en.signIn.username, 'sam.lee');
      await person.types(en.signIn.password, sams.exec(mail.messages.join('\n'))![1]!);
      await person.presses(en.signIn.submit);
      await person.choosesPassword();
      await person.accepts();
      await person.reads(en.portal.home.applications);
      await expect(page.getByText('Sam Lee').first()).toBeVisible();

      expect(person.took).toBeLessThan(5 * 60_000);
      expect(await logOf(workstation)).not.toContain(shown);
    },
  );
});

const logOf = (workstation: Pick<Workstation, 'data'>) =>
  readFile(join(workstation.data, '..', 'logs', 'kiosk.log'), 'utf8');

test('[R6] policy answers the whole first run; the code is on the kiosk’s screen, and its data never becomes training', async () => {
  const folder = test.info().outputPath('kiosk');
  const policy = {
    LocalDeployment: 'real',
    KeyFileAllowed: true,
    ClinicName: 'North Clinic',
    FirstAdministratorUsername: 'ida.hill',
    FirstAdministratorName: 'Ida Hill',
    FirstAdministratorEmail: 'ida@clinic.example',
  } as const;
  const electron = await _electron.launch(launchArguments(folder, undefined, policy));
  const page = await pageAt(electron, ({ pathname }) => pathname === '/sign-in');
  await expect(page.getByText(en.signIn.firstAdministrator.text('ida.hill'))).toBeVisible();
  await expect(page.locator('.clinic-name')).toHaveText('North Clinic');
  await look(page, 'kiosk-by-policy');
  await page.getByRole('button', { name: en.signIn.submit }).click();
  await page.waitForURL(/\/password/);
  await electron.close();

  const { args } = launchArguments(folder, undefined, { ...policy, LocalDeployment: 'training' });
  // It may be gone before Playwright has seen it start.
  const starting = _electron
    .launch({ args })
    .then((started) => ({ windows: started.windows(), child: started.process() }))
    .catch(() => undefined);
  await expect.poll(() => logOf({ data: join(folder, 'data') })).toMatch(/"shell\.start-failed"/);
  const second = await starting;
  expect(second?.windows ?? []).toEqual([]);
  second?.child.kill('SIGKILL');
});
