import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mailTransport } from '../../../server/mail/transport.ts';
import { isOpenToOthers, readSecretFile } from '../../../server/keys/secret-file.ts';
import { checkedSettings, SettingsError } from '../../../server/settings.ts';
import { certificateFiles, certificatesFor } from '../../support/certificates.ts';
import { startTraining } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const otherSystem = process.platform === 'win32' ? ' (skipped: Windows keeps such rights elsewhere)' : '';

describe.skipIf(otherSystem !== '')(`files of secrets${otherSystem}`, () => {
  test.each([
    ['of its user alone', 0o600, 1000, false],
    ['that nobody may change', 0o400, 1000, false],
    ['that its group may read', 0o640, 1000, true],
    ['that everybody may read', 0o644, 1000, true],
    ['that everybody may write', 0o602, 1000, true],
    ['of root, that a group may read, as in /etc/ssl/private', 0o640, 0, false],
    ['of root, that a group may write', 0o660, 0, true],
    ['of root, that everybody may read', 0o644, 0, true],
  ])('[K8] a file %s (%o) is judged by who may read it', (_which, mode, uid, open) => {
    expect(isOpenToOthers(mode, uid, 'linux')).toBe(open);
    expect(isOpenToOthers(mode, uid, 'win32')).toBe(false);
  });

  test('[K8] the server does not start with a private key that others can read, and says the command that mends it', async () => {
    const folder = await temporaryFolder();
    const tls = await certificateFiles(folder, await certificatesFor('localhost', Date.parse('2026-11-22T15:00:00Z')));
    await chmod(tls.keyFile, 0o644);
    const settings = { server: { name: 'localhost', listen: '127.0.0.1', tls } };
    const refused = startTraining({ settings });
    await expect(refused).rejects.toThrow(SettingsError);
    await expect(refused).rejects.toThrow(`server.tls.keyFile: others on this machine can read ${tls.keyFile}`);
    await expect(refused).rejects.toThrow(`chmod 600 '${tls.keyFile}'`);
    await chmod(tls.keyFile, 0o600);
    await startTraining({ settings });
  });

  test.each([
    ['a client’s secret', (file: string) => ({ clients: [{ ...client, secretFile: file }] }), /clients\.0.*secretFile/],
    ['the token of monitoring', (file: string) => ({ metrics: { tokenFile: file } }), /metrics\.tokenFile/],
  ])('[K8] so it is with %s', async (_what, settingsWith, named) => {
    const file = join(await temporaryFolder(), 'it’s secret');
    await writeFile(file, 's'.repeat(40));
    await chmod(file, 0o604);
    const settings = checkedSettings(settingsWith(file), 'The settings');
    const refused = startTraining({ settings });
    await expect(refused).rejects.toThrow(named);
    await expect(refused).rejects.toThrow('others on this machine can read');
  });

  test('[K8] and with the passwords of the mail server and the database', async () => {
    const passwordFile = join(await temporaryFolder(), 'password');
    await writeFile(passwordFile, 'a secret');
    await chmod(passwordFile, 0o644);
    const smtp = { host: '127.0.0.1', port: 25, passwordFile };
    const mail = mailTransport({ kind: 'clinic', data: '/nowhere', settings: { mail: { smtp } } });
    await expect(mail).rejects.toThrow(/mail\.smtp\.passwordFile.*others on this machine can read/);
    const postgres = { host: '127.0.0.1', port: 1, database: 'd', user: 'u', passwordFile };
    const database = startTraining({ settings: { store: { postgres } } });
    await expect(database).rejects.toThrow(/store\.postgres\.passwordFile: others on this machine can read/);
  });

  test('[K8] a command to be copied survives the strangest name of a file', async () => {
    const file = join(await temporaryFolder(), "it's here");
    await writeFile(file, 'x', { mode: 0o600 });
    await chmod(file, 0o644);
    await expect(readSecretFile(file, 'a setting')).rejects.toThrow(String.raw`/it'\''s here'`);
  });
});

const client = { id: 'outside', name: 'Outside', redirectUris: ['https://outside.example/back'] };
