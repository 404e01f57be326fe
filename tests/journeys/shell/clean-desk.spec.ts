import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { alone } from '../../support/fixture.ts';
import { look } from '../../support/look.ts';
import { barOf, expect, pageAt, test as base, type Workstation } from '../../support/workstation.ts';
import { passUntilOver } from '../session-steps.ts';
import { isDesk, outsideRegistry, signInAt, untilDeskIsClean, windowTitles } from './desk.ts';

type Registry = Awaited<ReturnType<typeof outsideRegistry>>;

const test = base.extend<{ registry: Registry }>({
  registry: alone(async (use) => {
    const registry = await outsideRegistry();
    await use(registry);
    registry.close();
  }),
  settings: async ({ registry }, use) =>
    use({ applications: { syntropi: { address: registry.address, origins: [registry.login] } } }),
});

const keepSomething = `(async () => {
  localStorage.setItem('client', 'Avery Testcase');
  sessionStorage.setItem('client', 'Avery Testcase');
  await (await caches.open('clients')).put('/avery', new Response('Avery Testcase'));
  await new Promise((resolve) => { indexedDB.open('clients').onsuccess = resolve; });
})()`;
const whatIsKept = `(async () => [
  localStorage.length, sessionStorage.length, (await caches.keys()).length, (await indexedDB.databases()).length,
])()`;

/** Leaves traces of every kind, at the origins of three applications. */
async function leaveTraces(workstation: Workstation, registry: Registry): Promise<void> {
  const portal = await signInAt(workstation);
  await portal.evaluate(keepSomething);
  const outside = await workstation.open('Syntropi');
  await expect(outside).toHaveTitle('Lot 7 of Avery Testcase');
  await outside.evaluate(keepSomething);
  await outside.evaluate(`location.assign('${registry.login}/login')`);
  await expect(outside).toHaveURL(`${registry.login}/login`);
  await outside.evaluate(keepSomething);
  await (await workstation.open('VAOS')).evaluate(keepSomething);
  await workstation.electron!.evaluate(async ({ clipboard }) => clipboard.writeText('Avery Testcase'));
}

/** A cookie's name as this deployment has it. */
const bound = (name: string) => expect.stringMatching(new RegExp(`^${name}_[0-9a-f]{8}$`)) as unknown as string;

const partition = (workstation: Workstation) =>
  workstation.electron!.evaluate(async ({ session, clipboard }) => {
    const web = session.fromPartition('web');
    return {
      cookies: (await web.cookies.get({})).map(({ name }) => name),
      cache: await web.getCacheSize(),
      clipboard: await clipboard.readText(),
    };
  });

test('[T3][K6] after sign-out nothing of a person is left: windows, titles, cookies, storage, cache, clipboard', {
  tag: '@real',
}, async ({ workstation, registry }) => {
  await leaveTraces(workstation, registry);
  const before = await partition(workstation);
  expect(before.cookies).toContain('registry');
  expect(before.cache).toBeGreaterThan(0);

  const outside = await pageAt(workstation.electron!, ({ origin }) => origin === registry.login);
  const portal = await untilDeskIsClean(workstation, () => workstation.signOutFrom(outside));
  await expect.poll(() => windowTitles(workstation)).toEqual([expect.stringContaining('Sign In')]);
  const after = await partition(workstation);
  expect(after.cookies).toEqual([bound('workstation')]);
  expect(after.clipboard).toBe('');

  // Somebody else finds nothing at any origin, not even the way back.
  expect(await portal.evaluate(whatIsKept)).toEqual([0, 0, 0, 0]);
  await portal.evaluate('history.back()');
  await expect(portal.getByRole('button', { name: 'Sign In' })).toBeVisible();
  await signInAt(workstation, 'john.smith');
  const next = await workstation.open('Syntropi');
  expect(await next.evaluate(whatIsKept)).toEqual([0, 0, 0, 0]);
  await next.evaluate(`location.assign('${registry.login}/login')`);
  await expect(next).toHaveURL(`${registry.login}/login`);
  expect(await next.evaluate(whatIsKept)).toEqual([0, 0, 0, 0]);
  const asked = () => registry.requests.filter((path) => path === '/form.js').length;
  await expect.poll(asked, 'once at each origin by each person: nothing came from the cache').toBe(4);
});

test('[K6] the workstation keeps its own cookie, as it was', async ({ workstation, registry }) => {
  await leaveTraces(workstation, registry);
  const cookie = () =>
    workstation.electron!.evaluate(async ({ session }) =>
      (await session.fromPartition('web').cookies.get({})).filter(({ name }) => name.startsWith('workstation')),
    );
  const [before] = await cookie();
  expect(before?.httpOnly).toBe(true);
  const portal = await workstation.portal();
  await untilDeskIsClean(workstation, () => portal.getByRole('button', { name: 'Sign Out' }).click());
  const [after, ...more] = await cookie();
  expect(more).toEqual([]);
  const { expirationDate: until = 0, ...same } = before!;
  expect(after).toMatchObject(same);
  expect(after?.expirationDate).toBeCloseTo(until, 0);
});

test('[T3] a step that does not hold is shown and tried again, and nobody signs in before it holds', async ({
  workstation,
  registry,
}) => {
  await leaveTraces(workstation, registry);
  await workstation.electron!.evaluate(({ session, clipboard }) => {
    const web = session.fromPartition('web');
    const getCacheSize = web.getCacheSize.bind(web);
    const clear = clipboard.clear.bind(clipboard);
    const writeText = clipboard.writeText.bind(clipboard);
    const held = globalThis as unknown as { looks: number; mend: () => void };
    held.looks = 0;
    web.getCacheSize = async () => {
      held.looks += 1;
      return 4711;
    };
    // As a program does that keeps bringing back what the person had copied.
    clipboard.clear = () => {};
    clipboard.writeText = async () => {};
    held.mend = () => {
      web.getCacheSize = getCacheSize;
      Object.assign(clipboard, { clear, writeText });
    };
  });
  const portal = await workstation.portal();
  await portal.getByRole('button', { name: 'Sign Out' }).click();

  const desk = await pageAt(workstation.electron!, ({ href }) => isDesk(href) && href.includes('failed'));
  await expect(desk.getByRole('status')).toHaveText('This workstation is being cleared for the next person.');
  const alert = desk.getByRole('alert');
  await expect(alert).toContainText('Copies of pages (cache) are still there.');
  await expect(alert).toContainText('Something is still in the clipboard.');
  await expect(alert).not.toContainText('cookies');
  await look(desk, 'desk-not-clear');
  await expect.poll(() => windowTitles(workstation)).toEqual(['Enterprise Portal']);
  expect(await desk.evaluate('document.body.innerText')).not.toContain('Avery');
  const looks = () => workstation.electron!.evaluate(() => (globalThis as unknown as { looks: number }).looks);
  await expect.poll(looks).toBeGreaterThan(2);
  const log = await readFile(join(workstation.data, '..', 'logs', 'kiosk.log'), 'utf8');
  expect(log.match(/"desk.not-clean","steps":\["clipboard","cache"\]/g)).toHaveLength(1);
  expect(log).not.toContain('Avery');
  // Asking for the portal, even with a window of its own, shows the desk and nothing else.
  await workstation.electron!.evaluate(({ app }) => void app.emit('second-instance'));
  // But for the empty pages that every try looks through.
  await expect.poll(() => workstation.electron!.windows().map((page) => page.url())).toEqual([desk.url()]);
  expect(await windowTitles(workstation)).toEqual(['Enterprise Portal']);

  await workstation.electron!.evaluate(() => (globalThis as unknown as { mend: () => void }).mend());
  await expect(portal.getByRole('button', { name: 'Sign In' })).toBeVisible();
  await signInAt(workstation);
});

for (const { left, step, spared } of [
  { left: 'a database of an application', step: 'storage', spared: 'indexdb' },
  { left: 'what the portal’s own tab keeps', step: 'tab', spared: 'localstorage' },
] as const) {
  test(`[T3] ${left}, where clearing does not reach it, is found without asking any page for it`, async ({
    workstation,
    registry,
  }) => {
    await leaveTraces(workstation, registry);
    const portal = await workstation.portal();
    // The tab's own storage goes with the local one: only that is to be left.
    await portal.evaluate('localStorage.clear(), indexedDB.deleteDatabase("clients")');
    const vaos = await workstation.open('VAOS');
    await vaos.evaluate('localStorage.clear()');
    const outside = await pageAt(workstation.electron!, ({ origin }) => origin === registry.login);
    await outside.evaluate('localStorage.clear()');
    await outside.evaluate(`location.assign('${registry.address}')`);
    await expect(outside).toHaveURL(registry.address);
    // Its last request is answered.
    await expect(outside).toHaveTitle('Lot 7 of Avery Testcase');
    await outside.evaluate('localStorage.clear()');
    const requests = registry.requests.length;

    await workstation.electron!.evaluate(({ session }, kind) => {
      const web = session.fromPartition('web');
      const clearStorageData = web.clearStorageData.bind(web);
      const all = ['cookies', 'filesystem', 'indexdb', 'localstorage', 'serviceworkers', 'cachestorage'] as const;
      web.clearStorageData = () => clearStorageData({ storages: all.filter((each) => each !== kind) });
      (globalThis as unknown as { mend: () => void }).mend = () => {
        web.clearStorageData = clearStorageData;
      };
    }, spared);
    await portal.getByRole('button', { name: 'Sign Out' }).click();
    const desk = await pageAt(workstation.electron!, ({ search }) => search === `?failed=${step}`);
    await expect(desk.getByRole('alert')).toContainText('Stored data of');
    await workstation.electron!.evaluate(() => (globalThis as unknown as { mend: () => void }).mend());
    await expect(portal.getByRole('button', { name: 'Sign In' })).toBeVisible();
    expect(registry.requests).toHaveLength(requests);
  });
}

test('[K6] somebody who signs in over somebody else finds no window and nothing stored of theirs', async ({
  workstation,
  registry,
}) => {
  await leaveTraces(workstation, registry);
  const portal = await workstation.portal();
  // Not waited for: the page that asked may be gone before it has the answer.
  await portal.evaluate(`void fetch('/api/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'john.smith', password: 'Bluebonnet-2026!' }),
  })`);
  await expect(portal.getByRole('heading', { name: 'Acceptable Use Agreement', exact: true })).toBeVisible();
  expect(await windowTitles(workstation)).toHaveLength(1);
  expect(await portal.evaluate(whatIsKept)).toEqual([0, 0, 0, 0]);
  expect((await partition(workstation)).cookies.toSorted()).toEqual([bound('portal_session'), bound('workstation')]);
});

test.describe('by a clock that the test moves', () => {
  test.use({ movesClock: true });

  test('[T1][T3] what a person does in an outside application keeps the session, and its window closes with the rest', async ({
    workstation,
  }) => {
    const portal = await signInAt(workstation);
    const outside = await workstation.open('Syntropi');
    const bar = await barOf(workstation.electron!, outside);
    const endsAt = () => bar.evaluate('window.kiosk.state().then(({ clock }) => clock.endsAt)') as Promise<number>;
    await expect.poll(endsAt).toBeGreaterThan(0);
    await expect(bar.evaluate('window.kiosk.state().then(({ bundled }) => bundled)')).resolves.toBe(false);
    const atSignIn = await endsAt();
    await bar.evaluate('window.kiosk.staySignedIn()');
    await expect.poll(endsAt).toBeGreaterThan(atSignIn);
    const before = await endsAt();
    // Later than input is told at most.
    await workstation.passTime(20_000);
    // A page that makes events up is nobody.
    await outside.evaluate(`for (const type of ['keydown', 'mousedown', 'mousemove']) dispatchEvent(new Event(type))`);
    await outside.getByLabel('Note').press('a');
    await expect.poll(endsAt).toBeGreaterThan(before + 10_000);
    await workstation.electron!.evaluate(async ({ clipboard }) => clipboard.writeText('Avery Testcase'));

    await untilDeskIsClean(workstation, () => passUntilOver(workstation, portal));
    await expect(portal.getByText('You were signed out because of inactivity.')).toBeVisible();
    expect(await windowTitles(workstation)).toHaveLength(1);
    expect((await partition(workstation)).clipboard).toBe('');
    await signInAt(workstation);
  });
});
