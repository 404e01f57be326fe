import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { heldCertificates } from '../../../server/identity/server-state/certificates.ts';
import { heldSettings } from '../../../server/identity/server-state/held-settings.ts';
import { type CheckFinding, type ServerState, settingNames } from '../../../shared/identity/api/server-state.ts';
import { Settings } from '../../../shared/kiosk/settings.ts';
import { certificateFiles, certificatesFor } from '../../support/certificates.ts';
import { runCommand } from '../../support/run-command.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { startAdministration } from './administration-steps.ts';

test('[R5] an administrator sees the settings, the certificates and that a backup was noted, and checks the server', async () => {
  const secret = 'a-secret-of-thirty-two-characters-';
  const clients = [{ id: 'cold-chain', name: 'Cold Chain', secret, redirectUris: ['http://127.0.0.1:1/back'] }];
  const { admin, data, trail } = await startAdministration({ settings: { clients, session: { idleMinutes: 5 } } });
  const read = async () => (await (await admin.send('GET', '/api/server')).json()) as ServerState;
  const before = await read();
  expect(before.backup).toBeUndefined();
  expect(before.certificates).toEqual([]);
  expect(before.settings.map(({ name }) => name)).toEqual(settingNames);
  const of = (name: string) => before.settings.find((each) => each.name === name);
  expect(of('session.idleMinutes')).toEqual({ name: 'session.idleMinutes', value: 5, usual: 15 });
  expect(of('session.absoluteHours')).toEqual({ name: 'session.absoluteHours', usual: 12 });
  expect(of('clients')).toEqual({ name: 'clients', value: ['cold-chain'] });
  expect(JSON.stringify(before)).not.toContain(secret);

  expect((await runCommand('backup', 'back-up', '--note', '--data', data)).status).toBe(0);
  expect((await read()).backup).toEqual({ at: expect.any(Number), elsewhere: true });

  const { findings } = (await (await admin.send('POST', '/api/server/check')).json()) as { findings: CheckFinding[] };
  expect(findings.map(({ check, state }) => `${check} ${state}`)).toEqual(
    expect.arrayContaining(['data ok', 'certificate ok', 'mail ok']),
  );
  expect((await trail()).filter(({ event }) => event === 'server.checked')).toHaveLength(1);
});

test('[R5] each setting that a server takes is on the page, and a secret of none', () => {
  const groups = new Set<string>(settingNames.map((name) => name.split('.')[0]!));
  expect(groups).toEqual(new Set(Object.keys(Settings.properties)));
  // Of groups with rows of their own, each member has one, but for those that are shown together.
  for (const group of ['server', 'signIn', 'session', 'recovery', 'mail'] as const) {
    const { properties } = Settings.properties[group] as { properties: object };
    const rows = settingNames.filter((name) => name.startsWith(`${group}.`)).map((name) => name.split('.')[1]!);
    expect(rows.toSorted(), group).toEqual(Object.keys(properties).toSorted());
  }
  const shown = heldSettings(
    {
      masterKey: { command: ['/usr/local/bin/vault-client', 'the-token-of-the-vault'] },
      mail: { smtp: { host: 'mail.clinic.example', port: 587, passwordFile: '/etc/portal/mail.password' } },
    },
    { kind: 'clinic', timeZone: 'America/Denver' },
  );
  expect(shown.find(({ name }) => name === 'timeZone')).toEqual({ name: 'timeZone', usual: 'America/Denver' });
  expect(JSON.stringify(shown)).not.toContain('the-token-of-the-vault');
  expect(shown.find(({ name }) => name === 'mail.smtp')!.value).toContain('host: mail.clinic.example');
});

test('[R5] certificates are told with their end, as their files are now; one that cannot be read is named', async () => {
  const folder = await temporaryFolder();
  const tls = await certificateFiles(folder, await certificatesFor('portal.clinic.example'));
  const broken = join(folder, 'sender.pem');
  await mkdir(folder, { recursive: true });
  await writeFile(broken, 'no certificate');
  const sender = { id: 'ehr-system', name: 'EHR', certificateFile: broken, sites: [{ id: '1', name: 'North' }] };
  const held = await heldCertificates({
    server: { name: 'portal.clinic.example', tls },
    mllp: { port: 2575, senders: [sender] },
  });
  expect(held).toMatchObject([
    { use: 'server', file: tls.certificateFile, name: expect.stringContaining('portal.clinic.example') },
    { use: 'authority', file: tls.authorityFile },
    { use: 'sender', file: broken },
  ]);
  expect(held[0]!.endsAt).toBeGreaterThan(Date.now());
  expect(held[2]).toEqual({ use: 'sender', file: broken });
});
