import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import { launchArguments } from '../../support/workstation.ts';

test('[K3] a misspelled place of the server starts neither a training server nor a window, and says so', {
  tag: '@real',
}, async () => {
  const folder = test.info().outputPath('kiosk');
  const { args } = launchArguments(folder);
  // It may be gone before Playwright has seen it start.
  const starting = _electron
    .launch({ args: [...args, '--policy-ServerMode=Clinic'] })
    .then((electron) => ({ electron, child: electron.process() }))
    .catch(() => undefined);
  const log = () => readFile(join(folder, 'logs', 'kiosk.log'), 'utf8').catch(() => '');
  await expect.poll(log).toMatch(/"policy\.problem".*"ServerMode","stops":true[^]*"shell\.start-failed"/);
  const started = await starting;
  expect(started?.electron.windows() ?? []).toEqual([]);
  // A real Electron waits for somebody to close the box, and hears nothing until then.
  started?.child.kill('SIGKILL');
  expect(await log()).not.toContain('server.');
  expect(await readdir(folder)).not.toContain('data');
});
