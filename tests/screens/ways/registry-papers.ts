import type { Walks } from '../camera.ts';
import { agreed, enterRegistry, findAvery, go, heading, takeOnPaper } from './steps.ts';

export const registryPapers: Walks = (server) => [
  {
    about: 'official record',
    looks: ['light'],
    way: async (page, take) => {
      await agreed(page, 'maria.garcia');
      await enterRegistry(page, server);
      await findAvery(page);
      await page.getByRole('link', { name: 'Official record' }).click();
      await page.getByRole('table', { name: 'Immunization history' }).waitFor();
      await take('immtrac2-official', 'ImmTrac2, the official record');
      await takeOnPaper(page, take, 'immtrac2-official', 'ImmTrac2, the official record');
    },
  },
  {
    about: 'reports',
    looks: ['light'],
    way: async (page, take) => {
      await agreed(page, 'maria.garcia');
      await enterRegistry(page, server);
      await go(page, '/reports');
      await heading(page, 'Reports');
      await take('immtrac2-reports', 'ImmTrac2, the reports');
      await go(page, '/reports/due');
      await page.getByLabel('Vaccine group').selectOption('MMR');
      await page.getByRole('button', { name: 'Show report' }).click();
      await page.getByRole('table', { name: 'Clients who are due' }).waitFor();
      await take('immtrac2-due', 'ImmTrac2, clients who are due');
      await takeOnPaper(page, take, 'immtrac2-due', 'ImmTrac2, clients who are due');
      await go(page, '/reports/doses');
      await page.getByRole('button', { name: 'Show report' }).click();
      await page.getByRole('figure', { name: 'Doses by month' }).waitFor();
      await take('immtrac2-doses', 'ImmTrac2, doses administered');
    },
  },
  {
    about: 'message files',
    looks: ['light'],
    way: async (page, take) => {
      await agreed(page, 'maria.garcia');
      await enterRegistry(page, server);
      await go(page, '/message-files');
      await heading(page, 'HL7 files');
      const message = (id: string, name: string, consent: string) =>
        [
          `MSH|^~\\&|EHR|site|ImmTrac2|TEXIIS|20261120083015-0600||VXU^V04^VXU_V04|${id}|P|2.5.1|||ER|AL|||||Z22^CDCPHINVS`,
          `PID|1||${id}^^^CLINIC^MR||${name}^Robin^^^^^L|Muestra^Pat^^^^^M|20250214|F|||12 Practice Ct^^Austin^TX^78702^USA^H`,
          consent,
          'RXA|0|1|20251120||08^Hep B^CVX|999|||01^Historical^NIP001|||||||||||CP|A',
          '',
        ].join('\r');
      const messages =
        message('F1', 'Reihe-Sample', 'PD1|||||||||||02|N|20260101') + message('F2', 'Folge-Sample', 'PV1|1|R');
      const file = { name: 'week.hl7', mimeType: 'text/plain', buffer: Buffer.from(messages) };
      await page.getByLabel('File', { exact: true }).setInputFiles(file);
      await page.getByRole('cell', { name: 'Done' }).waitFor();
      await take('immtrac2-files', 'ImmTrac2, message files');
      await page.getByRole('link', { name: 'week.hl7' }).click();
      await page.getByRole('row').filter({ hasText: 'F2' }).waitFor();
      await take('immtrac2-file', 'ImmTrac2, what was answered to a file');
      await go(page, '/web-ftp-upload');
      await heading(page, 'Web FTP Upload');
      await take('immtrac2-upload', 'ImmTrac2, Web FTP Upload');
    },
  },
  {
    about: 'site agreement',
    looks: ['light'],
    way: async (page, take) => {
      await agreed(page, 'maria.garcia');
      await enterRegistry(page, server);
      await go(page, '/site-agreement');
      await page.getByText('Robin Signer, MD (Training)').first().waitFor();
      await take('immtrac2-site-agreement', 'ImmTrac2, the Site Agreement');
      await page
        .getByRole('link', { name: /^Renew the agreement of/ })
        .first()
        .click();
      await heading(page, 'Renew the Site Agreement');
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('group', { name: 'Please fix these errors' }).waitFor();
      await take('immtrac2-renewal', 'ImmTrac2, a Site Agreement to renew, with much left out');
    },
  },
];
