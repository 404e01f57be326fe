// How the app begins and ends, and what is left of it then.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, expect } from '@playwright/test';
import { launchOptions, logOf, pageTitled, test } from './host-fixture.ts';

test('a second launch ends and tells the first', async ({ app, page, site, dataFolder }) => {
  await page.title();
  const { args, env } = launchOptions(site, dataFolder);
  const { executable, launched } = await app.evaluate(() => ({
    executable: process.argv[0] ?? '',
    launched: process.pid,
  }));
  const second = spawn(executable, ['--no-sandbox', ...args, '--open=portal'], { env, stdio: 'ignore' });
  expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(3);
  expect(second.pid).not.toBe(launched);
  await expect.poll(() => logOf(app)).toEqual(['second instance --open=portal fixture']);
});

test.describe('the host', () => {
  test.skip(!!process.env['REAL_ELECTRON'], 'about the stand-in itself');

  // Chromium's command line names its profile, and the profile the process that Playwright started.
  const profiles = (pid: number): string[] =>
    readdirSync(tmpdir()).filter((name) => name.startsWith(`electron-host-${pid}-`));
  const chromiums = (pid: number): string[] => {
    const commandOf = (process: string): string => {
      try {
        return readFileSync(path.join('/proc', process, 'cmdline'), 'utf8');
      } catch {
        return ''; // it has just ended
      }
    };
    const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return processes.filter((process) => commandOf(process).includes(`electron-host-${pid}-`));
  };

  test('nothing of Chromium is left after the app quits', async ({ site, dataFolder }) => {
    const app = await _electron.launch(launchOptions(site, dataFolder));
    const output: string[] = [];
    app.process().stdout?.on('data', (chunk) => output.push(String(chunk)));
    const pid = app.process().pid ?? 0;
    expect(chromiums(pid)).not.toEqual([]);
    await app.close();
    expect(output.join('')).toBe('app before-quit\napp will-quit\napp quit\n');
    await expect.poll(() => [...chromiums(pid), ...profiles(pid)]).toEqual([]);
  });

  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    test(`no Chromium is left after ${signal}`, async ({ site, dataFolder }) => {
      const app = await _electron.launch(launchOptions(site, dataFolder));
      const pid = app.process().pid ?? 0;
      await pageTitled(app, '/page');
      const closed = app.waitForEvent('close');
      process.kill(pid, signal);
      await closed;
      await expect.poll(() => chromiums(pid)).toEqual([]);
      // SIGKILL leaves no one to remove the profile.
      for (const profile of profiles(pid)) rmSync(path.join(tmpdir(), profile), { recursive: true });
    });
  }

  test('there is no Dock but on macOS', async ({ app }) => {
    test.skip(process.platform === 'darwin');
    expect(await app.evaluate((electron) => electron.app.dock)).toBeUndefined();
  });

  test('whatever it lacks throws by name', async ({ app, bar }) => {
    await bar.title();
    const messages = await app.evaluate((electron) => {
      const attempts: (() => unknown)[] = [
        () => electron.powerSaveBlocker,
        () => electron.app.relaunch(),
        () => globalThis.fixture.window.setOpacity(0.5),
        () => globalThis.fixture.page.on('zoom-changed', () => {}),
        () => electron.session.defaultSession.netLog,
      ];
      return attempts.map((attempt) => {
        try {
          return String(attempt());
        } catch (error) {
          return (error as Error).message.replace(/ is not emulated.*/, '');
        }
      });
    });
    const lacking = [
      'electron.powerSaveBlocker',
      'App.relaunch',
      'BaseWindow.setOpacity',
      "WebContents event 'zoom-changed'",
      'Session.netLog',
    ];
    expect(messages).toEqual(lacking);
  });
});
