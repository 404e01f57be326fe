import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test';
import type { EnrolmentCode, Workstation as Enrolled } from '../../../shared/identity/api/workstations.ts';
import { certificateFiles, certificatesFor } from '../../support/certificates.ts';
import { alone } from '../../support/fixture.ts';
import { freeServerPort } from '../../support/free-ports.ts';
import { look } from '../../support/look.ts';
import { completeAgreement, signIn } from '../../support/people.ts';
import { type ServerProcess, startServerProcess } from '../../support/server-process.ts';
import { signedInVisitor, type Visitor } from '../../support/visitor.ts';
import { launchArguments, pageAt, shellOf, type Workstation } from '../../support/workstation.ts';
import { isDesk, untilDeskIsClean } from './desk.ts';

/** A clinic: its server under TLS, with a certificate of its own authority, and a kiosk that is to work with it. */
interface Clinic {
  readonly portal: string;
  readonly kioskFolder: string;
  startServer(): Promise<ServerProcess>;
  startKiosk(...policy: string[]): Promise<ElectronApplication>;
}

const test = base.extend<{ clinic: Clinic }>({
  clinic: alone(async (use) => {
    const folder = await mkdtemp(join(tmpdir(), 'clinic-'));
    const certificates = await certificatesFor('localhost');
    const files = await certificateFiles(folder, certificates);
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificates.authority.certificate]);
    const settings = join(folder, 'settings.json');
    await writeFile(
      settings,
      JSON.stringify({
        enrolledWorkstationsOnly: true,
        server: { name: 'localhost', listen: '127.0.0.1', tls: files },
      }),
    );
    const port = await freeServerPort();
    const [servers, kiosks]: [ServerProcess[], ElectronApplication[]] = [[], []];
    const kioskFolder = join(folder, 'kiosk');
    await mkdir(kioskFolder);
    const portal = `https://localhost:${port}/`;
    await use({
      portal,
      kioskFolder,
      startServer: async () => {
        const data = join(folder, 'data');
        const server = await startServerProcess(data, '--demo', '--settings', settings, '--port', String(port));
        servers.push(server);
        return server;
      },
      startKiosk: async (...policy) => {
        const { args } = launchArguments(kioskFolder);
        const decided = [
          '--policy-ServerMode=clinic',
          `--policy-ServerAddress=${portal}`,
          `--policy-ServerCertificateAuthorityFile=${files.authorityFile}`,
          '--policy-KeyFileAllowed=true',
          ...policy,
        ];
        const kiosk = await _electron.launch({ args: [...args, ...decided] });
        kiosks.push(kiosk);
        return kiosk;
      },
    });
    for (const kiosk of kiosks) await kiosk.close().catch(() => {});
    for (const server of servers) await server.stop();
    await rm(folder, { recursive: true, force: true });
  }),
});

const deskOf = (kiosk: ElectronApplication) => pageAt(kiosk, ({ href }) => isDesk(href));
const portalOf = (kiosk: ElectronApplication, { portal }: Clinic) =>
  pageAt(kiosk, ({ origin }) => origin === new URL(portal).origin);

async function newCode(administrator: Visitor): Promise<string> {
  const answer = await administrator.send('POST', '/api/workstations/codes', { name: 'Front desk' });
  return ((await answer.json()) as EnrolmentCode).code;
}

async function enrol(page: Page, code: string): Promise<void> {
  await page.getByLabel('Enrollment code').fill(code);
  await page.getByRole('button', { name: 'Enroll' }).click();
  await expect(page.getByText('This workstation is enrolled as “Front desk”')).toBeVisible();
}

test('[K7][K8] a kiosk waits for its clinic’s server, enrolls once, and is known after every start', async ({
  clinic,
}) => {
  const kiosk = await clinic.startKiosk();
  const desk = await deskOf(kiosk);
  await expect(desk.getByRole('heading', { name: 'The server cannot be reached', exact: true })).toBeVisible();
  await expect(desk.getByText('Nothing answers at the address of the server.')).toBeVisible();
  await look(desk, 'clinic-1-unreachable');

  await clinic.startServer();
  const page = await portalOf(kiosk, clinic);
  await page.waitForURL(({ pathname }) => pathname === '/enroll');
  await look(page, 'clinic-2-enroll');
  const administrator = await signedInVisitor(clinic.portal, 'it.admin');
  await enrol(page, await newCode(administrator));
  await page.getByRole('link', { name: 'Go to Sign In' }).click();
  await signIn(page, 'maria.garcia');
  await completeAgreement(page);
  const workstation: Workstation = shellOf(kiosk, new URL(clinic.portal).origin, clinic.kioskFolder);
  const immtrac2 = await workstation.open('ImmTrac2');
  await expect(immtrac2.getByRole('button', { name: 'I Agree' })).toBeVisible();
  await look(immtrac2, 'clinic-3-immtrac2');
  await untilDeskIsClean(workstation, () => workstation.signOutFrom(immtrac2));

  const kept = (await readdir(clinic.kioskFolder)).filter((name) => name.endsWith('.key'));
  expect(kept).toHaveLength(1);
  expect((await stat(join(clinic.kioskFolder, kept[0]!))).mode & 0o077).toBe(0);

  await kiosk.close();
  const again = await clinic.startKiosk();
  const restarted = await portalOf(again, clinic);
  await restarted.waitForURL(({ pathname }) => pathname === '/sign-in');
  const [known] = (await (await administrator.send('GET', '/api/workstations')).json()) as Enrolled[];
  expect(known).toMatchObject({ name: 'Front desk', revoked: false });

  await signIn(restarted, 'maria.garcia');
  await expect(restarted.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();
  await administrator.send('POST', '/api/workstations/revoke', { id: known!.id, reason: 'the front desk moved' });
  await restarted.waitForURL(({ pathname }) => pathname === '/enroll');
});

test('[K7] a server that goes away and comes back finds the kiosk where it was', async ({ clinic }) => {
  const server = await clinic.startServer();
  const kiosk = await clinic.startKiosk();
  const page = await portalOf(kiosk, clinic);
  await page.waitForURL(({ pathname }) => pathname === '/enroll');
  await enrol(page, await newCode(await signedInVisitor(clinic.portal, 'it.admin')));
  await page.getByRole('link', { name: 'Go to Sign In' }).click();
  await signIn(page, 'maria.garcia');
  await completeAgreement(page);
  const workstation = shellOf(kiosk, new URL(clinic.portal).origin, clinic.kioskFolder);
  const immtrac2 = await workstation.open('ImmTrac2');
  await immtrac2.getByRole('button', { name: 'I Agree' }).click();
  await immtrac2.getByRole('button', { name: 'ImmTrac2', exact: true }).click();
  await immtrac2.getByRole('button', { name: 'OK' }).click();
  await immtrac2.getByLabel('Last name').fill('Testcase');

  await server.stop();
  await expect(immtrac2.getByText('The server cannot be reached')).toBeVisible();
  await clinic.startServer();
  await expect(immtrac2.getByText('The server cannot be reached')).toBeHidden();
  await expect(immtrac2.getByLabel('Last name')).toHaveValue('Testcase');
});

test('[K3] a server with another certificate is not opened, and the kiosk says so', { tag: '@real' }, async ({
  clinic,
}) => {
  await clinic.startServer();
  const kiosk = await clinic.startKiosk(`--policy-ServerCertificateSha256=${'0'.repeat(64)}`);
  const desk = await deskOf(kiosk);
  await expect(desk.getByText(/cannot prove that it is the right one/)).toBeVisible();
  await look(desk, 'clinic-4-certificate');
});
