import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import { launchArguments } from '../../support/workstation.ts';

test('[K3] a misspelled place of the server starts neither a training server nor a window, and says so', async () => {
  const folder = test.info().outputPath('kiosk');
  const { args } = launchArguments(folder);
  // It may be gone before Playwright has seen it start.
  const starting = _electron.launch({ args: [...args, '--policy-ServerMode=Clinic'] }).catch(() => undefined);
  const log = () => readFile(join(folder, 'logs', 'kiosk.log'), 'utf8').catch(() => '');
  await expect.poll(log).toMatch(/"policy\.problem".*"ServerMode","stops":true[^]*"shell\.start-failed"/);
  const electron = await starting;
  expect(electron?.windows() ?? []).toEqual([]);
  await electron?.close().catch(() => {});
  expect(await log()).not.toContain('server.');
  expect(await readdir(folder)).not.toContain('data');
});
