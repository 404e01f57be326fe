import { mkdtemp, readdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clinicServer, ClinicServerError } from '../../../main/server/clinic-server.ts';
import { lookIntoVault, VaultError, workstationCredential } from '../../../main/server/vault.ts';
import { safeDefaults } from '../../../shared/kiosk/policy.ts';
import { certificatesFor } from '../../support/certificates.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const policy = (decided: object) => ({ ...safeDefaults, ServerMode: 'clinic', ...decided });

test('[K3] a kiosk of a clinic works with its server and nowhere else', async () => {
  const { portal, trust } = await clinicServer(policy({ ServerAddress: 'https://Portal.Clinic.example/start' }));
  expect(portal).toBe('https://portal.clinic.example/');
  expect(trust).toEqual({ authority: undefined, certificate: undefined });
});

test('[K3] an authority that cannot be read, or is none, is said and not gone without', async () => {
  const file = join(await temporaryFolder(), 'authority.pem');
  const decided = policy({ ServerAddress: 'https://portal.clinic.example', ServerCertificateAuthorityFile: file });
  await expect(clinicServer(decided)).rejects.toThrow(ClinicServerError);
  await expect(clinicServer(decided, async () => undefined)).rejects.toThrow(/is not there/);
  const refused = Promise.reject(new Error('others than root can write it'));
  await expect(clinicServer(decided, () => refused)).rejects.toThrow(/others than root can write it/);
  await writeFile(file, 'no certificate');
  await expect(clinicServer(decided)).rejects.toThrow(/is no certificate/);
  const { certificate } = (await certificatesFor('portal.clinic.example')).authority;
  await writeFile(file, certificate);
  expect((await clinicServer(decided)).trust.authority).toBe(certificate);
});

const hasKeyStore = (await lookIntoVault(await mkdtemp(join(tmpdir(), 'vault-')))).kind !== 'none';

test.skipIf(hasKeyStore)(
  '[K8] without a key store a clinic’s workstation keeps its credential only where IT allows a file',
  async () => {
    const folder = await temporaryFolder();
    const [north, south] = ['https://north.clinic.example/', 'https://south.clinic.example/'];
    await expect(workstationCredential(folder, north, false)).rejects.toThrow(VaultError);
    const credential = await workstationCredential(folder, north, true);
    expect(credential.value).toBeUndefined();
    await credential.keep('first');
    await credential.keep('second');
    expect((await workstationCredential(folder, north, true)).value).toBe('second');
    expect((await workstationCredential(folder, south, true)).value).toBeUndefined();
    const [file, ...more] = await readdir(folder);
    expect(more).toEqual([]);
    expect((await stat(join(folder, file!))).mode & 0o077).toBe(0);
  },
);
