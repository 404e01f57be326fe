import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type AttackKind, type AttackSite, attacks, startAttackSite, type Targets } from '../../support/attack-site.ts';
import { hasElectronBinary } from '../../support/electron-binary.ts';
import { alone } from '../../support/fixture.ts';
import { barOf, expect, pageAt, test as base, type Workstation } from '../../support/workstation.ts';
import { signInAt, untilDeskIsClean } from './desk.ts';

/** A hostile site stands in for VAOS, as a real application that IT has listed. */
const test = base.extend<{ site: AttackSite; page: Page }, { targets: Targets; siteOfWorker: AttackSite }>({
  targets: [alone(async (use) => use({ portal: '', bundled: '' })), { scope: 'worker' }],
  siteOfWorker: [
    async ({ targets }, use) => {
      const site = await startAttackSite(() => targets);
      await use(site);
      site.close();
    },
    { scope: 'worker' },
  ],
  site: async ({ siteOfWorker }, use) => {
    siteOfWorker.forget();
    await use(siteOfWorker);
  },
  settings: async ({ site }, use) =>
    use({
      links: { forms: 'https://forms.clinic.example/list' },
      applications: { vaos: { address: site.address, origins: [site.login] } },
    }),
  sharesKiosk: true,
  isolatesSites: true,
  page: async ({ workstation, targets }, use) => {
    const portal = await signInAt(workstation);
    const bundled = await portal.getByRole('link', { name: 'Syntropi', exact: true }).getAttribute('href');
    Object.assign(targets, { portal: new URL(portal.url()).origin, bundled: new URL(bundled ?? '').origin });
    const page = await workstation.open('VAOS');
    await expect(page.getByRole('heading', { name: 'Real VAOS', exact: true })).toBeVisible();
    await use(page);
  },
});

const namesOf = (kind: AttackKind) => {
  const nowhere = { portal: '', bundled: '', address: '', login: '', accomplice: '' };
  return attacks[kind](nowhere).map(({ name }) => name);
};
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Everything by which somebody would notice that an attack worked. */
async function stateOf({ electron }: Workstation, page: Page) {
  const bar = await barOf(electron!, page);
  const inside = await electron!.evaluate(({ BaseWindow, webContents }) => ({
    windows: BaseWindow.getAllWindows().length,
    contents: webContents.getAllWebContents().length,
    opened: (globalThis as { opened?: string[] }).opened ?? [],
  }));
  return {
    ...inside,
    address: page.url(),
    heading: await page.getByRole('heading', { level: 1 }).innerText(),
    origin: await bar.locator('.bar-origin').innerText(),
    wayBack: await bar.getByRole('button', { name: 'Enterprise Portal' }).isVisible(),
    signOut: await bar.getByRole('button', { name: 'Sign Out' }).isVisible(),
  };
}

/** The lines of the shell's log. */
async function logged({ data }: Workstation): Promise<Record<string, unknown>[]> {
  const text = await readFile(join(data, '..', 'logs', 'kiosk.log'), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** What the shell hands to the system is noted in place of being opened. */
async function noteWhatOpensOutside({ electron }: Workstation): Promise<void> {
  await electron!.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = async (address) => void opened.push(address);
  });
}

test.describe('with an empty log', () => {
  test.use({ sharesKiosk: false });

  test('[K4] a real application that means ill cannot leave its own origins, by none of many ways', {
    tag: '@real',
  }, async ({ workstation, page, site }) => {
    await noteWhatOpensOutside(workstation);
    const before = await stateOf(workstation, page);
    expect(before.opened).toEqual([]);
    for (const name of namesOf('leaving')) {
      await test.step(name, async () => {
        await press(page, name);
        // A page that had left would have no such button.
        await expect(page.getByRole('button', { name, exact: true })).toBeEnabled();
        const { address, ...now } = await stateOf(workstation, page);
        expect({ ...now, address: address.replace(/#here$/, '') }).toEqual(before);
      });
    }
    expect(site.escaped).toEqual([]);
    // IT reads once which origin was asked for, and nothing else of the address.
    const refused = (await logged(workstation)).filter(({ event }) => event === 'guard.refused');
    expect(refused.filter(({ origin }) => origin === site.accomplice)).toEqual([
      expect.objectContaining({ refused: 'navigation', view: 'page', application: 'vaos' }),
    ]);
    // It was not the page that stood still: its own links work.
    await page.getByRole('link', { name: 'Next page' }).click();
    await expect(page.getByRole('heading', { name: '/next', exact: true })).toBeVisible();
  });

  test('[K4] a real application opens windows for its own pages alone, no other program, and neither the bar nor the desk', {
    tag: '@real',
  }, async ({ workstation, page, site }) => {
    await noteWhatOpensOutside(workstation);
    const before = await stateOf(workstation, page);
    const own = ['pop-up with itself', 'pop-up with nothing'];
    for (const name of namesOf('openingWindows').filter((each) => !own.includes(each))) {
      await press(page, name);
      await expect(page.locator('output'), name).toHaveText('null');
      expect(await stateOf(workstation, page), name).toEqual(before);
    }
    expect(site.escaped).toEqual([]);
    for (const name of namesOf('callingPrograms')) {
      await press(page, name);
      expect(await stateOf(workstation, page), name).toEqual(before);
    }
    for (const [index, name] of own.entries()) {
      await press(page, name);
      await expect.poll(async () => (await stateOf(workstation, page)).windows).toBe(before.windows + index + 1);
    }
    const refused = { event: 'guard.refused', refused: 'navigation', application: 'vaos' };
    const kiosk = ['kiosk://bar', 'kiosk://desk'].map((origin) => ({ ...refused, origin }));
    await expect
      .poll(() => logged(workstation))
      .toEqual(expect.arrayContaining(kiosk.map((each) => expect.objectContaining(each))));
  });
});

test('[O12] a real application goes through its own sign-in and back, and frames both, which leave nothing behind', async ({
  workstation,
  page,
  site,
}) => {
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.waitForURL(`${site.login}/login`);
  await barOf(workstation.electron!, page); // which says where the page is now
  await page.evaluate((address) => location.assign(address), site.address);
  await page.waitForURL(site.address);
  await expect(page.getByRole('heading', { name: 'Real VAOS', exact: true })).toBeVisible();
  await page.evaluate((login) => {
    for (const address of ['/own', `${login}/login`, 'about:blank']) {
      const frame = document.createElement('iframe');
      frame.src = address;
      document.body.append(frame);
    }
  }, site.login);
  const heading = (index: number) => page.frameLocator('iframe').nth(index).getByRole('heading');
  await expect(heading(0)).toHaveText('/own');
  await expect(heading(1)).toHaveText('/login');
  await untilDeskIsClean(workstation, () => workstation.signOutFrom(page));
});

test('[T1] what somebody types at a sign-in that a real application frames keeps their session', {
  tag: '@real',
}, async ({ workstation, page, site }) => {
  const bar = await barOf(workstation.electron!, page);
  const endsAt = () => bar.evaluate('window.kiosk.state().then(({ clock }) => clock?.endsAt ?? 0)') as Promise<number>;
  await page.evaluate((address) => {
    const frame = document.createElement('iframe');
    frame.src = address;
    document.body.append(frame);
  }, `${site.login}/login`);
  const inside = page.frameLocator('iframe');
  await inside.getByRole('heading').evaluate(() => document.body.append(document.createElement('input')));
  const field = inside.getByRole('textbox');
  await field.focus();
  await expect.poll(endsAt).toBeGreaterThan(0);
  const before = await endsAt();
  await expect
    .poll(async () => {
      await field.press('a');
      return endsAt();
    })
    // What came before was reported at most five seconds ago, or is in this.
    .toBeGreaterThan(before + 5000);
});

test('[K6] what a frame of a real application keeps, where clearing does not reach it, is found', async ({
  workstation,
  page,
  site,
}) => {
  await page.evaluate((address) => {
    const frame = document.createElement('iframe');
    frame.src = address;
    document.body.append(frame);
  }, `${site.login}/login`);
  const inside = page.frameLocator('iframe').getByRole('heading');
  await inside.evaluate(() => new Promise((done) => (indexedDB.open('clients').onsuccess = done)));
  await workstation.electron!.evaluate(({ session }) => {
    const web = session.fromPartition('web');
    const clearStorageData = web.clearStorageData.bind(web);
    web.clearStorageData = () => clearStorageData({ storages: ['cookies', 'localstorage', 'serviceworkers'] });
    Object.assign(globalThis, { mend: () => (web.clearStorageData = clearStorageData) });
  });
  await untilDeskIsClean(workstation, async () => {
    await workstation.signOutFrom(page);
    const desk = await pageAt(workstation.electron!, ({ search }) => search === '?failed=storage');
    await expect(desk.getByRole('alert')).toContainText('Stored data of a page is still there.');
    await workstation.electron!.evaluate(() => (globalThis as unknown as { mend: () => void }).mend());
  });
});

test('[O9] a page that opens the Forms page again and again opens it once', async ({ workstation, page }) => {
  await noteWhatOpensOutside(workstation);
  const forms = 'https://forms.clinic.example/list';
  await page.evaluate((address) => {
    // What was built in is not what this clinic configured.
    window.open('https://www.dshs.texas.gov/immunize/immtrac/forms.shtm');
    for (let time = 0; time < 20; time++) window.open(address);
  }, forms);
  await expect.poll(async () => (await stateOf(workstation, page)).opened).toEqual([forms]);
});

test('[K4] a real application reaches neither this machine, nor its network, nor the portal', async ({
  workstation,
  page,
  site,
}) => {
  const before = await stateOf(workstation, page);
  // Nobody can hold sockets back in the stand-in.
  for (const name of namesOf('asking').filter((each) => !each.startsWith('socket') || hasElectronBinary())) {
    await press(page, name);
    await expect(page.locator('output'), name).toHaveText(name.startsWith('note') ? 'true' : /^refused/);
  }
  expect(await page.evaluate(() => fetch('/next').then(({ status }) => status))).toBe(200);
  expect(site.escaped).toEqual([]);
  expect(await stateOf(workstation, page)).toEqual(before);
});

test.describe('with an address of the clinic’s network on IT’s list', () => {
  test.use({
    policy: async ({ site }, use) => use({ PrivateNetworkOrigins: [site.accomplice] }),
    sharesKiosk: false,
  });

  test('[K4] a real application reaches that address; it frames neither that, nor the portal, nor anything else that is not its own', async ({
    workstation,
    page,
    site,
    targets,
  }) => {
    const before = await stateOf(workstation, page);
    for (const name of namesOf('framing')) await press(page, name);
    await expect(page.locator('iframe')).toHaveCount(namesOf('framing').length);
    await expect.poll(() => site.requests).toContain('localhost /to-accomplice');
    const shown = () => page.frames().map((frame) => frame.url());
    for (const origin of [site.accomplice, targets.portal, targets.bundled, 'file:', 'kiosk:', 'https://desk.kiosk']) {
      expect(
        shown().filter((address) => address.startsWith(origin)),
        origin,
      ).toEqual([]);
    }
    expect(site.escaped).toEqual([]);
    expect(await stateOf(workstation, page)).toEqual(before);

    await press(page, 'request to the accomplice');
    await expect(page.locator('output')).toHaveText('answered');
    expect(site.escaped).toEqual(['/asked']);
    await press(page, 'request to the portal');
    await expect(page.locator('output')).toHaveText(/^refused/);
  });
});

test('[K4] a real application is permitted nothing, nobody is asked, and keys that browsers have for more do no harm', {
  tag: '@real',
}, async ({ workstation, page }) => {
  const before = await stateOf(workstation, page);
  // Chromium without windows waits for ever for somebody to choose a screen.
  for (const name of namesOf('permissions').filter((each) => each !== 'screen' || hasElectronBinary())) {
    await press(page, name);
    await expect(page.locator('output'), name).toHaveText(/^refused/);
  }
  expect(await stateOf(workstation, page)).toEqual(before);

  // Developer tools, another load, the source, other windows.
  for (const keys of ['F12', 'Control+Shift+I', 'Control+Shift+J', 'Control+Shift+C', 'F5', 'Control+R']) {
    await page.keyboard.press(keys);
  }
  for (const keys of ['Control+Shift+R', 'Control+U', 'Control+N', 'Control+T', 'Control+O', 'Control+S', 'F11']) {
    await page.keyboard.press(keys);
  }
  expect(await stateOf(workstation, page)).toEqual(before);
});

test('[K4] links and files that are dropped on a page take it nowhere', { tag: '@real' }, async ({
  workstation,
  page,
  site,
}) => {
  test.skip(!hasElectronBinary(), 'Chromium opens what is dropped in a window of its own; Electron does not');
  const before = await stateOf(workstation, page);
  const tools = await page.context().newCDPSession(page);
  const dropped = [
    { items: [{ mimeType: 'text/uri-list', data: `${site.accomplice}/dropped` }], dragOperationsMask: 1 },
    { items: [], files: [new URL('../../../package.json', import.meta.url).pathname], dragOperationsMask: 1 },
  ];
  for (const data of dropped) {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await tools.send('Input.dispatchDragEvent', { type, x: 400, y: 400, data });
    }
    await expect(page.getByRole('link', { name: 'Next page' })).toBeVisible();
    expect(await stateOf(workstation, page)).toEqual(before);
  }
  expect(site.escaped).toEqual([]);
});

test('[K4] a server that asks for a password, offers a file or wants to be told yes gets nothing that stays', {
  tag: '@real',
}, async ({ workstation, page, site }) => {
  const before = await stateOf(workstation, page);
  expect(await page.evaluate(() => fetch('/password').then(({ status }) => status))).toBe(401);
  await page.evaluate(() => location.assign('/download'));
  await expect.poll(() => site.requests).toContain('localhost /download');
  const answers = page.waitForEvent('dialog').then((dialog) => dialog.dismiss());
  await page.evaluate(() => alert('Your session is over. Call 555-0100.'));
  await answers;
  expect(await stateOf(workstation, page)).toEqual(before);
});

test.describe('with an empty log, and asked by Electron itself', () => {
  test.use({ sharesKiosk: false });

  test('[K4] nobody gets past a wrong certificate, and no certificate or password of the workstation is given away', {
    tag: '@real',
  }, async ({ workstation, page, site }) => {
    expect(await page.evaluate(() => fetch('/password').then(({ status }) => status))).toBe(401);
    // What Electron would ask, for there is no server here with a wrong certificate that Chromium could be shown.
    const answers = await workstation.electron!.evaluate(({ app, webContents }, url) => {
      const answered: unknown[] = [];
      const contents = webContents.getAllWebContents().find((each) => each.getURL() === url);
      const ask = (event: string, ...given: unknown[]) => {
        let byDefault = true;
        const decide = (...answer: unknown[]) => answered.push([event, byDefault, ...answer]);
        (app as NodeJS.EventEmitter).emit(
          event,
          { preventDefault: () => (byDefault = false) },
          contents,
          ...given,
          decide,
        );
      };
      ask('certificate-error', url, 'net::ERR_CERT_AUTHORITY_INVALID', {});
      ask('select-client-certificate', url, [{ subjectName: 'Maria Garcia' }]);
      ask('login', { url }, { isProxy: true });
      return answered;
    }, site.address);
    expect(answers).toEqual([
      ['certificate-error', false, false],
      ['select-client-certificate', false],
      ['login', false],
    ]);
    const refused = (await logged(workstation)).filter(({ event }) => event === 'guard.refused');
    expect(refused.map((each) => each['refused'])).toEqual(['sign-in', 'certificate', 'client certificate']);
  });
});

test('[K2] a page that calls itself the portal is shown by the bar for what it is', async ({ workstation, page }) => {
  await page.evaluate(() => {
    document.title = 'Enterprise Portal – Sign In';
    document.body.innerHTML = '<h1>Enterprise Portal</h1><label>Password <input type="password"></label>';
    history.pushState(null, '', '/127.0.0.1/sign-in');
    return document.documentElement.requestFullscreen().catch(() => {});
  });
  const { origin, wayBack, signOut } = await stateOf(workstation, page);
  expect({ origin, wayBack, signOut }).toEqual({ origin: new URL(page.url()).origin, wayBack: true, signOut: true });
});
