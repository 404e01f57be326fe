import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSettingsFile, SettingsFileError } from '../../../main/policy/settings-file.ts';
import { temporaryFolder } from '../../support/temporary.ts';

test('[K3] without a settings file nothing is set; one that cannot be read is named', async () => {
  const folder = await temporaryFolder();
  expect(readSettingsFile('')).toEqual({});

  const missing = join(folder, 'missing.json');
  expect(() => readSettingsFile(missing)).toThrow(SettingsFileError);
  expect(() => readSettingsFile(missing)).toThrow(missing);

  const broken = join(folder, 'broken.json');
  await writeFile(broken, '{ "session": ');
  expect(() => readSettingsFile(broken)).toThrow(broken);

  const good = join(folder, 'good.json');
  await writeFile(good, '{ "session": { "idleMinutes": 1 } }');
  expect(readSettingsFile(good)).toEqual({ session: { idleMinutes: 1 } });
});
