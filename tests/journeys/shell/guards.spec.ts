import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { barOf, expect, test, type Workstation } from '../../support/workstation.ts';
import { signInAt } from './desk.ts';

test.use({ sharesKiosk: true, isolatesSites: true });

async function vaosPage(workstation: Workstation) {
  const portal = await signInAt(workstation);
  const page = await workstation.open('VAOS');
  await expect(page.getByRole('button', { name: 'Sign Out' })).toBeVisible();
  return { portal, page };
}

/** A site that is on no list. @returns its address, and what was asked of it */
async function strangersSite() {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.end('<title>stranger</title>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { address, requests, close: () => server.close() };
}

test('[K4] a page cannot leave its own origin, by link, script, form, frame or pop-up', async ({ workstation }) => {
  const { page } = await vaosPage(workstation);
  const stranger = await strangersSite();
  const before = page.url();
  for (const attempt of [
    `const a = document.createElement('a'); a.href = '${stranger.address}link'; document.body.append(a); a.click();`,
    `location.assign('${stranger.address}script');`,
    `location.href = 'data:text/html,data';`,
    `const f = document.createElement('form'); f.action = '${stranger.address}form'; f.method = 'post'; document.body.append(f); f.submit();`,
    `const i = document.createElement('iframe'); i.src = '${stranger.address}frame'; document.body.append(i);`,
    `window.open('${stranger.address}popup');`,
  ]) {
    await page.evaluate(attempt);
  }
  // The page still works after all of that, where it was.
  const state = '[location.href, document.querySelector("main h1") !== null].join(" ")';
  await expect.poll(() => page.evaluate(state)).toBe(`${before} true`);
  expect(stranger.requests).toEqual([]);
  expect(await workstation.electron!.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows().length)).toBe(2);
  stranger.close();
});

test('[K4] a link that wants a new window gets none, and asks nothing of its address', { tag: '@real' }, async ({
  workstation,
}) => {
  const { page } = await vaosPage(workstation);
  const stranger = await strangersSite();
  await page.evaluate(
    `const a = document.createElement('a'); a.href = '${stranger.address}'; a.target = '_blank'; document.body.append(a); a.click();`,
  );
  await expect.poll(() => workstation.electron!.windows().length).toBe(3);
  expect(stranger.requests).toEqual([]);
  stranger.close();
});

test('[K2][K4] a page of an application finds nothing of the kiosk, the portal only what is its own, and none runs a script that somebody put into it', {
  tag: '@real',
}, async ({ workstation }) => {
  const { portal, page } = await vaosPage(workstation);
  const found = 'JSON.stringify([typeof window.kiosk, typeof window.require, typeof window.process])';
  expect(await page.evaluate(found)).toBe('["undefined","undefined","undefined"]');
  expect(await portal.evaluate('Object.keys(window.kiosk).sort().join()')).toBe(
    'enrolled,firstRunCodes,openApplication,sessionChanged',
  );
  // Nobody has anything to set up here.
  expect(await portal.evaluate('window.kiosk.firstRunCodes().then(JSON.stringify)')).toBe(
    '{"setUp":null,"administrator":null}',
  );
  const bar = await barOf(workstation.electron!, page);
  expect(await bar.evaluate('Object.keys(window.kiosk).sort().join()')).toBe(
    'closeNotice,closePage,endFind,find,onChange,print,resetZoom,showPortal,signOut,state,staySignedIn',
  );
  const inject = `(() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.head.append(script);
    return typeof window.injected;
  })()`;
  for (const each of [bar, portal, page]) {
    expect(await each.evaluate(inject), each.url()).toBe('undefined');
  }
});

test('[K3] a message that does not fit its schema, or names an application that is not known, is refused', async ({
  workstation,
}) => {
  const { portal } = await vaosPage(workstation);
  const requests = [
    '"../../etc/passwd"',
    '{ "application": "vaos" }',
    'null',
    '["vaos"]',
    '7',
    '"no-such-application"',
  ];
  for (const request of requests) {
    await expect(portal.evaluate(`window.kiosk.openApplication(${request})`), request).rejects.toThrow('refused');
  }
  expect(await workstation.electron!.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows().length)).toBe(2);
});

test('[K2] a page of an application can load neither the bar nor the desk of the kiosk', async ({ workstation }) => {
  const { page } = await vaosPage(workstation);
  const before = page.url();
  for (const address of ['kiosk://bar/', 'kiosk://desk/']) await page.evaluate(`location.assign('${address}')`);
  await expect(page.locator('main h1')).toBeVisible();
  expect(page.url()).toBe(before);
  const shown = await workstation.electron!.evaluate(async ({ session, WebContentsView }) => {
    const pages: Record<string, unknown> = {};
    for (const [partition, address] of [
      ['web', 'kiosk://bar/'],
      ['web', 'kiosk://desk/../bar/index.html'],
      ['web', 'kiosk://desk/'],
      ['bar', 'kiosk://desk/'],
      ['bar', 'kiosk://bar/'],
    ] as const) {
      const view = new WebContentsView({ webPreferences: { session: session.fromPartition(partition) } });
      await view.webContents.loadURL(address).catch(() => {});
      const which = "document.getElementById('desk') ? 'desk' : document.getElementById('root') ? 'bar' : 'nothing'";
      pages[`${partition} ${address}`] = await view.webContents.executeJavaScript(which);
      view.webContents.close();
    }
    return pages;
  });
  expect(shown).toEqual({
    'web kiosk://bar/': 'nothing',
    'web kiosk://desk/../bar/index.html': 'nothing',
    'web kiosk://desk/': 'desk',
    'bar kiosk://desk/': 'nothing',
    'bar kiosk://bar/': 'bar',
  });
});

test.describe('in a kiosk whose portal is led astray', () => {
  test.use({ sharesKiosk: false });

  test('[K3] a message from a view that no longer shows its own page is refused', { tag: '@real' }, async ({
    workstation,
  }) => {
    const { portal } = await vaosPage(workstation);
    const stranger = await strangersSite();
    // Only the shell itself could do this; the check holds all the same.
    await workstation.electron!.evaluate(
      async ({ webContents }, [from, to]) => {
        await webContents
          .getAllWebContents()
          .find((contents) => contents.getURL() === from)
          ?.loadURL(to!);
      },
      [portal.url(), stranger.address],
    );
    await expect(portal).toHaveTitle('stranger');
    await expect(portal.evaluate('window.kiosk.openApplication("immtrac2")')).rejects.toThrow('refused');
    stranger.close();
  });
});
