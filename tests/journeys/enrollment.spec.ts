import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { defaultTimeZone } from '../../shared/contract/time.ts';
import { enrollment as texts } from '../../shared/applications/syntropi/texts/en/enrollment.ts';
import { syntropiEn } from '../../shared/applications/syntropi/texts/en.ts';
import { syntropiEs } from '../../shared/applications/syntropi/texts/es.ts';
import { vaosEn } from '../../shared/applications/vaos/texts/en.ts';
import { en } from '../../shared/identity/texts/en.ts';
import { es } from '../../shared/identity/texts/es.ts';
import { press, tabTo, typeInto } from '../support/keyboard.ts';
import { look } from '../support/look.ts';
import { leftInSource } from '../support/page-texts.ts';
import { signInToWork, signInToWorkInSpanish } from '../support/people.ts';
import { expect, test } from '../support/workstation.ts';

test('[Y1][Y2][Y4][Y5][V2] a new clinic enrolls by the keyboard alone, from its first form to its first order', async ({
  workstation,
}) => {
  test.slow();
  const portal = await workstation.portal();
  await signInToWork(portal, 'robin.signer');
  const page = await workstation.open('Syntropi');
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });
  const field = (name: string) => page.getByLabel(name, { exact: true });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const type = (name: string, text: string) => typeInto(field(name), text);
  /** In a list, by the beginning of what it says. */
  const choose = async (name: string, beginning: string) => {
    await tabTo(field(name));
    await page.keyboard.type(beginning);
  };
  const save = async (next: string) => {
    await press(button(texts.form.save));
    await expect(heading(next)).toBeVisible();
  };

  await test.step('[Y4] a renewal shows what has changed since last year, also on paper', async () => {
    await press(page.getByRole('link', { name: texts.back, exact: true }));
    await expect(page.getByRole('table', { name: texts.list.sites })).toBeVisible();
    await look(page, 'syntropi-enrollments');
    await press(button('Renew Bluebonnet Training Clinic'));
    await press(page.getByRole('link', { name: texts.changes.link, exact: true }));
    const changes = page.getByRole('table', { name: texts.changes.title });
    await expect(changes.getByRole('row').filter({ hasText: texts.section.coordinators })).not.toHaveCount(0);
    await look(page, 'syntropi-changes');
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('link', { name: texts.overview, exact: true })).toBeHidden();
    await expect(changes).toBeVisible();
    await look(page, 'syntropi-changes-printed');
    await page.emulateMedia({ media: null });
    await press(page.getByRole('link', { name: texts.overview, exact: true }));
  });

  await test.step('[Y1] nothing but the registration is asked before the registry has the site', async () => {
    await press(page.getByRole('link', { name: texts.back, exact: true }));
    await expect(page.getByRole('table', { name: texts.list.sites })).toBeVisible();
    await press(button('Enroll Juniper Training Clinic'));
    await expect(page.getByRole('table', { name: texts.sections.caption }).getByRole('rowheader')).toHaveCount(1);
    await press(page.getByRole('link', { name: `Answer ${texts.section.registration}`, exact: true }));
    await choose(texts.registration.registered, 'No');
    await expect(page.getByText(texts.registration.first)).toBeVisible();
    // What is typed soon after goes on with the word before.
    await page.keyboard.press('Home');
    await type(texts.registration.registryId, '0009990001');
    await press(button(texts.form.save));
    await expect(page.getByRole('group', { name: 'Please fix these errors' })).toBeFocused();
    await look(page, 'syntropi-registration');
    await tabTo(field(texts.registration.registryId));
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText('0009990003');
    await type(texts.registration.agreementOn, clinicDay());
    await save(texts.section.programs);
  });

  await test.step('[Y1] programs and facility', async () => {
    await press(page.getByRole('checkbox', { name: texts.programs.names.ASN }), 'Space');
    await save(texts.section.facility);
    for (const [name, text] of [
      [texts.facility.organization, 'Juniper Training Clinics'],
      [texts.facility.name, 'Juniper Training Clinic'],
      [texts.facility.street, '300 Practice Road'],
      [texts.facility.city, 'Austin'],
      [texts.facility.zip, '78703'],
      [texts.facility.phone, '(512) 555-0160'],
      [texts.facility.email, 'juniper@training.example'],
    ] as const) {
      await type(name, text);
    }
    await choose(texts.facility.ownership, 'Private');
    await choose(texts.facility.kind, 'Federally');
    await look(page, 'syntropi-facility');
    await save(texts.section.letter);
  });

  await test.step('[Y1] a health center adds its letter, which is what it says it is, and opens it again', async () => {
    const letter = Buffer.from('%PDF-1.4\n% CMS says that this is a health center.\n%%EOF\n');
    // What opens to choose a file is the system's own.
    const add = async (name: string, mimeType: string, buffer: Buffer) => {
      await field(texts.letter.file).setInputFiles({ name, mimeType, buffer });
      await press(button(texts.letter.add));
    };
    await press(button(texts.letter.add));
    await expect(page.getByText(texts.letter.choose)).toBeVisible();
    await add('letter.txt', 'text/plain', letter);
    await expect(page.getByText(texts.letter.type)).toBeVisible();
    await add('letter.pdf', 'application/pdf', Buffer.from('<script>alert(1)</script>'));
    await expect(
      page.getByText('Must be a whole PDF, PNG or JPEG file, of the type that its name says.'),
    ).toBeVisible();
    await look(page, 'syntropi-letter-refused');
    await add('letter.pdf', 'application/pdf', letter);
    await expect(page.getByText(/^letter\.pdf, added /)).toBeVisible();
    await look(page, 'syntropi-letter');
    const saved = page.waitForEvent('download');
    await press(page.getByRole('link', { name: texts.letter.save, exact: true }));
    expect(await readFile(await (await saved).path())).toEqual(letter);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByText(/^letter\.pdf, added /)).toBeVisible();
    await look(page, 'syntropi-letter-printed');
    await page.emulateMedia({ media: null });
    await press(page.getByRole('link', { name: texts.section.hours, exact: true }));
    await expect(heading(texts.section.hours)).toBeVisible();
  });

  await test.step('[Y1] delivery hours', async () => {
    const monday = page.getByRole('group', { name: 'Monday', exact: true });
    await typeInto(monday.getByLabel(texts.hours.from, { exact: true }), '8:00');
    await typeInto(monday.getByLabel(texts.hours.to, { exact: true }), '17:00');
    await press(button(texts.hours.copy));
    await look(page, 'syntropi-hours');
    await save(texts.section.population);
  });

  await test.step('[Y1] the people it serves, its units, its coordinators and its clinician', async () => {
    const adults = page.getByRole('group', { name: texts.population.adults, exact: true });
    for (const [name, count] of [
      [texts.population.adult.uninsured, '20'],
      [texts.population.adult.underinsured, '5'],
      [texts.population.adult.insured, '0'],
      [texts.population.total, '25'],
    ] as const) {
      await typeInto(adults.getByLabel(name, { exact: true }), count);
    }
    await look(page, 'syntropi-population');
    await save(texts.section.storage);
    await press(button(texts.storage.add));
    await type(texts.storage.name, 'Vaccine refrigerator');
    await choose(texts.storage.kind, 'Dorm');
    await type(texts.storage.logger, 'DDL-900001');
    await type(texts.storage.calibratedOn, clinicDay());
    await type(texts.storage.calibrationDue, clinicDay(1));
    await press(button(texts.form.save));
    await expect(page.getByText('Must be another: no vaccine may be kept in a dormitory-style unit.')).toBeVisible();
    await look(page, 'syntropi-storage');
    await tabTo(field(texts.storage.kind));
    await page.keyboard.press('Home');
    await save(texts.section.coordinators);
    for (const [role, mail] of [
      ['primary', 'jo'],
      ['secondary', 'al'],
    ] as const) {
      const group = page.getByRole('group', { name: texts.coordinators[role], exact: true });
      const typeOf = (name: string, text: string) => typeInto(group.getByLabel(name, { exact: true }), text);
      await typeOf(texts.coordinators.name, `${mail} training`);
      await typeOf(texts.coordinators.email, `${mail}@training.example`);
      // VAOS opens for who is known at the portal.
      if (role === 'primary') await typeOf(texts.coordinators.username, 'robin.signer');
      await typeOf(texts.coordinators.phone, '(512) 555-0161');
      await typeOf(texts.coordinators.trainedOn, clinicDay());
    }
    await look(page, 'syntropi-coordinators');
    await save(texts.section.clinician);
    await type(texts.clinician.name, 'Robin Signer');
    await choose(texts.clinician.license, 'Physician (M');
    await type(texts.clinician.number, 'K1234');
    await type(texts.clinician.expiresOn, clinicDay(1));
    await type(texts.clinician.npi, '1234567893');
    await look(page, 'syntropi-clinician');
    await save(texts.title);
  });

  const confirmation = await test.step('[Y1] the signing clinician agrees, signs and submits', async () => {
    await expect(page.getByText(texts.sections.complete, { exact: true })).toHaveCount(9);
    await press(page.getByRole('checkbox', { name: texts.review.agree }), 'Space');
    await type(texts.review.signature, 'Robin Signer');
    await look(page, 'syntropi-sign');
    await press(button(texts.review.submit));
    const told = page.getByRole('alert').filter({ hasText: texts.review.done });
    await expect(told).toContainText('Confirmation number');
    const [number] = (await told.innerText()).match(/[0-9A-Z]{4}-[0-9A-Z]{4}/)!;
    await press(page.getByRole('link', { name: texts.history.title, exact: true }));
    await expect(page.getByRole('table', { name: texts.history.title })).toContainText('Signed and submitted');
    await look(page, 'syntropi-history');
    return number;
  });

  await test.step('[Y2] a reviewer of the State approves, and is told the PIN once', async () => {
    await press(button('Sign Out'));
    await signInToWork(page, 'sam.reviewer');
    await workstation.open('Syntropi');
    await press(page.getByRole('link', { name: texts.reviews.link, exact: true }));
    await expect(page.getByRole('table', { name: texts.reviews.caption })).toBeVisible();
    await look(page, 'syntropi-reviews');
    await press(page.getByRole('link', { name: 'Juniper Training Clinic', exact: true }));
    await expect(heading(texts.reviews.decide)).toBeVisible();
    await look(page, 'syntropi-decision');
    await press(button(texts.reviews.approve));
    await expect(page.getByRole('alert')).toContainText(/Its PIN is \d{6}/);
  });

  await test.step('[Y3][V2] VAOS is open for its coordinator, who orders for the first time', async () => {
    await press(button('Sign Out'));
    await signInToWork(page, 'robin.signer');
    await workstation.open('VAOS');
    await choose(vaosEn.chooseSite, 'Juniper');
    await expect(page.getByRole('region', { name: vaosEn.orders.caption })).toContainText(vaosEn.orders.none);
    await look(page, 'vaos-new-site');
    await press(page.getByRole('link', { name: vaosEn.today.first, exact: true }));
    await expect(page.getByRole('region', { name: 'Delivery hours' })).toContainText('8:00 AM to 5:00 PM');
    await expect(field(vaosEn.order.program)).toHaveValue('ASN');
    await choose(vaosEn.form.vaccine, 'Shingrix');
    await type(vaosEn.form.doses, '10');
    await press(button(vaosEn.order.save));
    await press(page.getByRole('button', { name: /^Submit VA-/ }));
    const row = page.getByRole('table', { name: vaosEn.orders.caption }).getByRole('row').filter({ hasText: 'VA-' });
    await expect(row).toContainText(/Shingrix.*10.*Submitted/is);
    await look(page, 'vaos-first-order');
  });

  await test.step('[Y5] whoever waited asks how it stands without signing in', async () => {
    await press(button('Sign Out'));
    await expect(page.getByLabel('Username', { exact: true })).toBeVisible();
    await ask(page, new URL('/status', workstation.server!.applications.syntropi).href, confirmation);
    await expect(page.getByRole('alert')).toContainText(`Approved since ${clinicDay()}`);
    await look(page, 'syntropi-status');
    await press(button('Español'));
    await expect(heading(syntropiEs.enrollment.ask.title)).toBeVisible();
  });

  await test.step('[L1] each page is in Spanish for who has chosen it', async () => {
    await page.goto(workstation.server!.portal);
    await signInToWorkInSpanish(page, 'robin.signer');
    await workstation.open('Syntropi');
    const spanish = syntropiEs.enrollment;
    const has = async (name: string) => {
      await expect(heading(name)).toBeVisible();
      await expect(page.getByText(es.frame.loading)).toHaveCount(0);
      // A unit of the training clinics is called that.
      expect(await leftInSource(page, { syntropiEn, en }, { syntropiEs, es }, ['Freezer'])).toEqual([]);
    };
    await expect(page.getByRole('table', { name: syntropiEs.organization.sites.caption })).toBeVisible();
    await has(syntropiEs.organization.title);
    await press(page.getByRole('link', { name: spanish.back, exact: true }));
    await has(spanish.back);
    await press(page.getByRole('link', { name: 'Juniper Training Clinic', exact: true }));
    await has(spanish.title);
    await expect(page.getByText('Medicina (MD)')).toBeVisible();
    await press(page.getByRole('link', { name: spanish.history.title, exact: true }));
    await has(spanish.history.title);

    // Its sections can be answered still.
    await page.goto(new URL('/enrollments', page.url()).href);
    await press(page.getByRole('link', { name: 'Cedar Elm Training Health Center', exact: true }));
    const sections = page.getByRole('table', { name: spanish.sections.caption }).getByRole('link');
    await expect(sections).not.toHaveCount(0);
    const addresses = await sections.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
    for (const address of addresses) {
      await page.goto(address);
      await has(spanish.section[new URL(address).pathname.split('/').at(-1) as keyof typeof spanish.section]);
    }

    await page.goto(workstation.server!.portal);
    await press(button(es.frame.signOut));
    await signInToWorkInSpanish(page, 'sam.reviewer');
    await workstation.open('Syntropi');
    await press(page.getByRole('link', { name: spanish.reviews.link, exact: true }));
    await has(spanish.reviews.title);
    await press(page.getByRole('link', { name: 'Live Oak Training Pharmacy', exact: true }));
    await has(spanish.reviews.decide);
  });
});

async function ask(page: Page, address: string, number: string): Promise<void> {
  await page.goto(address);
  await typeInto(page.getByLabel(texts.ask.number, { exact: true }), number);
  await typeInto(page.getByLabel(texts.ask.email, { exact: true }), 'juniper@training.example');
  await page.keyboard.press('Enter');
}

/** Today at the clinic, or that many years later, as it is typed. */
function clinicDay(yearsOn = 0): string {
  const [month, day, year] = new Date()
    .toLocaleDateString('en-US', { timeZone: defaultTimeZone, month: '2-digit', day: '2-digit', year: 'numeric' })
    .split('/');
  // The last day of February is a day of every year.
  const isLeapDay = month === '02' && day === '29' && yearsOn > 0;
  return `${month}/${isLeapDay ? '28' : day}/${Number(year) + yearsOn}`;
}
