// What holds of the stand-in, and would hold of Electron itself: run with REAL_ELECTRON set, the same specs check that.
import path from 'node:path';
import { expect } from '@playwright/test';
import { fixtureFolder, logOf, test } from './host-fixture.ts';

test('a window shows its views, each at the size of its bounds', async ({ app, bar, page }) => {
  expect(await bar.evaluate(() => [innerWidth, innerHeight])).toEqual([900, 60]);
  expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([900, 640]);

  await app.evaluate(() => globalThis.fixture.window.setBounds({ width: 1000, height: 500 }));
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([1000, 440]);
});

test('the focus is in one window at a time', async ({ app, bar }) => {
  test.skip(!!process.env['REAL_ELECTRON'], 'a window manager moves the focus in its own time');
  await bar.title();
  const focused = await app.evaluate(({ BaseWindow }) => {
    const first = globalThis.fixture.window;
    const second = new BaseWindow({ width: 300, height: 300 });
    const seen: string[] = [];
    second.on('blur', () => seen.push('second lost it'));
    first.on('focus', () => seen.push('first got it'));
    const before = [first.isFocused(), second.isFocused()];
    first.focus();
    const after = [first.isFocused(), second.isFocused()];
    second.destroy();
    return { before, seen, after };
  });
  expect(focused).toEqual({ before: [false, true], seen: ['second lost it', 'first got it'], after: [true, false] });
});

test('the web contents of a view outlive the window, and a close can be refused', async ({ app, page }) => {
  await page.title();
  const seen = await app.evaluate(({ BaseWindow }) => {
    const { window, page: contents, log } = globalThis.fixture;
    window.once('close', (event) => event.preventDefault());
    window.close();
    const afterRefusal = window.isDestroyed();
    window.close();
    return { afterRefusal, windows: BaseWindow.getAllWindows().length, contents: contents.isDestroyed(), log };
  });
  expect(seen).toEqual({ afterRefusal: false, windows: 0, contents: false, log: ['all windows closed'] });
});

test('the preload talks to the page through what it exposes, and to nothing else', async ({ bar, page }) => {
  expect(await bar.evaluate(() => [globalThis.fixture.add(2, 3), Reflect.get(globalThis.fixture, 'argument')])).toEqual(
    [5, '--fixture=yes'],
  );
  await expect(bar.evaluate(() => globalThis.fixture.fail())).rejects.toThrow('told to fail');
  const reachable = () =>
    ['fixture', 'preloadSecret', 'require', 'process', 'ehostSend', 'ehostReceive'].filter(
      (name) => name in globalThis,
    );
  expect(await bar.evaluate(reachable)).toEqual(['fixture']);
  expect(await bar.evaluate(() => Object.isFrozen(globalThis.fixture))).toBe(true);
  expect(await page.evaluate(reachable)).toEqual([]);
});

test('a message says truly which frame sent it', async ({ app, bar, site }) => {
  const expected = { isBar: true, isMainFrame: true, url: `${site.url}/bar`, origin: site.url, parent: null };
  expect(await bar.evaluate(() => globalThis.fixture.whoAmI())).toEqual(expected);
  await bar.evaluate(() => globalThis.fixture.tell('hello'));
  await expect.poll(() => logOf(app)).toContain(`told hello by ${site.url}/bar`);
});

test('the sender frame is null once its document is gone', async ({ app, bar, site }) => {
  await app.evaluate(({ ipcMain }, next) => {
    const { log, bar: contents } = globalThis.fixture;
    ipcMain.on('tell', (event) => {
      void contents.loadURL(next).then(() => log.push(`then ${event.senderFrame === null ? 'nobody' : 'somebody'}`));
    });
  }, `${site.url}/next`);
  await bar.evaluate(() => globalThis.fixture.tell('goodbye'));
  await expect.poll(() => logOf(app)).toEqual([`told goodbye by ${site.url}/bar`, 'then nobody']);
});

test('an answer, an error and the absence of a handler reach the caller', async ({ app, bar }) => {
  expect(await bar.evaluate(() => globalThis.fixture.ask('why'))).toEqual({ question: 'why' });
  expect(await bar.evaluate(() => globalThis.fixture.ask())).toEqual({});
  const failure = (ask: () => unknown) => bar.evaluate(ask).catch((error: Error) => error.message);
  expect(await failure(() => globalThis.fixture.ask('error'))).toContain(
    "Error invoking remote method 'ask': Error: refused",
  );
  expect(await failure(() => globalThis.fixture.unhandled())).toContain("No handler registered for 'unhandled'");

  await bar.evaluate(() => globalThis.fixture.onNews((text: unknown) => void (document.title = String(text))));
  await app.evaluate(() => globalThis.fixture.bar.send('news', 'it is "late"'));
  await expect(bar).toHaveTitle('it is "late"');
});

test('a title that a script sets reaches the app, from pages without a preload too', async ({ app, page }) => {
  await page.evaluate(() => {
    document.title = 'set by a script';
  });
  await expect.poll(() => app.evaluate(() => globalThis.fixture.page.getTitle())).toBe('set by a script');
});

test('values that JSON would change are refused by name', async ({ bar }) => {
  test.skip(!!process.env['REAL_ELECTRON'], 'Electron clones them');
  await expect(bar.evaluate(() => globalThis.fixture.ask('date'))).rejects.toThrow(
    'carries JSON values over IPC, not Date',
  );
  await expect(bar.evaluate(() => globalThis.fixture.ask(new Map()))).rejects.toThrow('not Map');
});

test('a page knows its history when the app hears of a navigation', async ({ app, page, site }) => {
  const visits = await app.evaluate(async (_electron, url) => {
    const { page: contents } = globalThis.fixture;
    const seen: unknown[] = [];
    contents.on('did-navigate', (_event, address, status) => {
      const { navigationHistory } = contents;
      seen.push([new URL(address).pathname, status, navigationHistory.canGoBack(), navigationHistory.canGoForward()]);
    });
    await contents.loadURL(`${url}/missing`);
    contents.navigationHistory.goBack();
    await new Promise((resolve) => contents.once('did-finish-load', () => resolve(undefined)));
    return seen;
  }, site.url);
  expect(visits).toEqual([
    ['/missing', 404, true, false],
    ['/page', 200, false, true],
  ]);
  await expect(page).toHaveTitle('/page');
});

test('a load that fails says so, to its caller and as an event', async ({ app, page }) => {
  await page.title();
  const failure = await app.evaluate(async () => {
    const { page: contents } = globalThis.fixture;
    const seen = new Promise((resolve) => {
      contents.once('did-fail-load', (_event, code, description, url, isMainFrame) =>
        resolve([code, description, url, isMainFrame]),
      );
    });
    const code = await contents.loadURL('http://127.0.0.1:1/').catch((error: { code: string }) => error.code);
    return [code, await seen, contents.getURL()];
  });
  const url = 'http://127.0.0.1:1/';
  expect(failure).toEqual(['ERR_UNSAFE_PORT', [-312, 'ERR_UNSAFE_PORT', url, true], url]);
});

test('partitions share no cookies and no storage, and forget them when told', async ({ app, bar, page, site }) => {
  await page.evaluate(() => localStorage.setItem('kept', 'page'));
  expect(await bar.evaluate(() => localStorage.getItem('kept'))).toBeNull();
  const names = (partition: string) =>
    app.evaluate(
      async ({ session }, { partition: name, url }) => {
        const each = name === '' ? session.defaultSession : session.fromPartition(name);
        return (await each.cookies.get({ url })).map((cookie) => cookie.name).sort();
      },
      { partition, url: site.url },
    );
  await app.evaluate(
    ({ session }, url) => session.fromPartition('page').cookies.set({ url, name: 'own', value: '1' }),
    site.url,
  );
  expect([await names(''), await names('page')]).toEqual([['seen'], ['own', 'seen']]);
  await app.evaluate(({ session }, url) => session.fromPartition('page').cookies.remove(url, 'own'), site.url);
  expect(await names('page')).toEqual(['seen']);

  await app.evaluate(({ session }) => session.fromPartition('page').clearStorageData());
  expect([await names(''), await names('page')]).toEqual([['seen'], []]);
  expect(await page.evaluate(() => localStorage.getItem('kept'))).toBeNull();
});

test('permissions are as the session decides', async ({ page }) => {
  test.skip(
    !!process.env['REAL_ELECTRON'],
    'Electron answers this from the check handler, which the fixture does not set',
  );
  const states = await page.evaluate(async () => {
    const query = async (name: PermissionName) => (await navigator.permissions.query({ name })).state;
    return [await query('geolocation'), await query('notifications')];
  });
  expect(states).toEqual(['granted', 'denied']);
});

test('a session can refuse and change requests and responses', async ({ app, page, site }) => {
  await app.evaluate(({ session }) => {
    const { webRequest } = session.fromPartition('page');
    webRequest.onBeforeRequest({ urls: ['*://*/refused*'] }, (_details, answer) => answer({ cancel: true }));
    webRequest.onHeadersReceived((details, answer) =>
      answer({ responseHeaders: { ...details.responseHeaders, 'X-Added': ['yes'] } }),
    );
  });
  const results = await page.evaluate(async () => [
    await fetch('/refused').then(
      (response) => response.status,
      (error: Error) => error.message,
    ),
    (await fetch('/allowed')).headers.get('x-added'),
  ]);
  expect(results).toEqual(['Failed to fetch', 'yes']);
  expect(site.requests).not.toContain('127.0.0.1 /refused');
});

test('a page of a scheme of its own has its preload, its address and its policy', async ({ app, bar }) => {
  const loaded = app.evaluate(async ({ session }) => {
    session.defaultSession.protocol.handle(
      'fixture',
      ({ url }) =>
        new Response(
          url.endsWith('.js')
            ? 'document.title = "script ran";'
            : '<title>own</title><script>document.title = "inline ran"</script><script src="own.js"></script>',
          {
            headers: {
              'content-type': url.endsWith('.js') ? 'text/javascript' : 'text/html',
              'content-security-policy': "script-src 'self'",
            },
          },
        ),
    );
    await globalThis.fixture.bar.loadURL('fixture://portal/start?a=1');
    return globalThis.fixture.bar.getURL();
  });
  expect(await loaded).toBe('fixture://portal/start?a=1');
  await expect(bar).toHaveTitle('script ran');
  expect(await bar.evaluate(() => globalThis.fixture.whoAmI())).toMatchObject({
    url: 'fixture://portal/start?a=1',
    origin: 'fixture://portal',
  });
  const other = app.evaluate(() => globalThis.fixture.page.loadURL('fixture://portal/start'));
  await expect(other, 'a handler belongs to its session').rejects.toThrow();
});

test('a utility process gets messages, answers and ends', async ({ app, page }) => {
  await page.title();
  const seen = await app.evaluate(
    async ({ utilityProcess }, file) => {
      const child = utilityProcess.fork(file, ['argument'], { stdio: 'pipe' });
      child.postMessage({ number: 21, when: new Date() }); // before it can possibly listen
      const once = (event: 'message' | 'exit') => new Promise((resolve) => child.once(event as 'message', resolve));
      const output = new Promise((resolve) => child.stdout?.once('data', (chunk) => resolve(String(chunk).trim())));
      const answer = await once('message');
      const exit = once('exit');
      child.postMessage('end');
      return [answer, await output, await exit, child.pid];
    },
    path.join(fixtureFolder, 'child.cjs'),
  );
  expect(seen).toEqual([{ doubled: 42, argument: 'argument', when: true }, 'child speaks', 7, undefined]);
});

test('a crashed page is reported once and can be loaded again', async ({ app, page, site }) => {
  await page.title();
  await app.evaluate(() => globalThis.fixture.page.forcefullyCrashRenderer());
  await expect.poll(() => logOf(app)).toEqual([expect.stringMatching(/^gone (crashed|killed)$/)]);
  const states = await app.evaluate(async (_electron, url) => {
    const { page: contents } = globalThis.fixture;
    const crashed = contents.isCrashed();
    await contents.loadURL(`${url}/next`);
    return [crashed, contents.isCrashed(), contents.getTitle()];
  }, site.url);
  expect(states).toEqual([true, false, '/next']);
});
