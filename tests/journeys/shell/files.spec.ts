import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { look } from '../../support/look.ts';
import { barOf, expect, launchArguments, test, type Workstation } from '../../support/workstation.ts';
import { signInAt, untilDeskIsClean } from './desk.ts';

async function vaosAt(workstation: Workstation): Promise<{ vaos: Page; bar: Page }> {
  await signInAt(workstation);
  const vaos = await workstation.open('VAOS');
  await expect(vaos.getByRole('heading', { level: 1 })).toBeVisible();
  return { vaos, bar: await barOf(workstation.electron!, vaos) };
}

const folderOf = (workstation: Workstation) => join(workstation.data, '..', 'downloads');
const filesOf = (workstation: Workstation) => readdir(folderOf(workstation)).catch(() => 'no folder');

const offer = (page: Page, name: string, content: string) =>
  page.evaluate(
    `(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([${JSON.stringify(content)}]));
      link.download = ${JSON.stringify(name)};
      link.click();
    })()`,
  );

test.describe('with downloads on', () => {
  test.use({ policy: { Downloads: 'on' } });

  test('[K4][T3] a file that a page offers is saved beside others of its name, programs are refused, and at sign-out all are gone', {
    tag: '@real',
  }, async ({ workstation }) => {
    const { vaos, bar } = await vaosAt(workstation);
    await offer(vaos, 'setup.exe', 'MZ');
    await expect(bar.getByText('setup.exe was refused')).toBeVisible();
    expect(await filesOf(workstation)).toBe('no folder');

    await offer(vaos, 'orders.csv', 'Avery Testcase');
    await expect(bar.getByText(`Kept until sign-out: orders.csv (in ${folderOf(workstation)})`)).toBeVisible();
    await offer(vaos, 'orders.csv', 'second');
    await expect(bar.getByText('Kept until sign-out: orders (2).csv')).toBeVisible();
    await look(bar, 'bar-downloaded');
    expect(await filesOf(workstation)).toEqual(['orders (2).csv', 'orders.csv']);
    expect(await readFile(join(folderOf(workstation), 'orders.csv'), 'utf8')).toBe('Avery Testcase');
    expect((await stat(folderOf(workstation))).mode & 0o777).toBe(0o700);
    await bar.getByRole('button', { name: 'Close this notice' }).click();
    await expect(bar.getByText('Kept until sign-out')).toBeHidden();

    await untilDeskIsClean(workstation, () => workstation.signOutFrom(vaos));
    expect(await filesOf(workstation)).toBe('no folder');
  });
});

test('[K4] without a policy no file that a page offers arrives', async ({ workstation }) => {
  const { vaos, bar } = await vaosAt(workstation);
  await workstation.electron!.evaluate(({ session }) => {
    session.fromPartition('web').on('will-download', (event) => {
      (globalThis as unknown as { refused: boolean }).refused = event.defaultPrevented;
    });
  });
  await offer(vaos, 'orders.csv', 'first');
  const refused = () => workstation.electron!.evaluate(() => (globalThis as unknown as { refused?: boolean }).refused);
  await expect.poll(refused).toBe(true);
  expect(await filesOf(workstation)).toBe('no folder');
  await expect(bar.getByText('Kept until sign-out')).toBeHidden();
});

test('[T3] files that a kiosk left when it was cut off are gone when it starts', async ({ workstation }) => {
  await workstation.electron!.close();
  await mkdir(folderOf(workstation));
  await writeFile(join(folderOf(workstation), 'avery.pdf'), 'Avery Testcase');
  const again = await _electron.launch(launchArguments(join(workstation.data, '..')));
  await again.firstWindow();
  expect(await filesOf(workstation)).toBe('no folder');
  await again.close();
});

test.describe('with printing as PDF', () => {
  test.use({ policy: { Printing: 'pdf' } });

  test('[K4] the page is saved as a PDF with its content, and prints nothing by itself afterwards either', {
    tag: '@real',
  }, async ({ workstation }) => {
    const { vaos, bar } = await vaosAt(workstation);
    await bar.getByRole('button', { name: 'Print' }).click();
    await expect(bar.getByText(/^Kept until sign-out: .*VAOS.*\.pdf/)).toBeVisible();
    await look(bar, 'bar-printed');
    await vaos.keyboard.press('Control+Equal');
    for (const width of [960, 768, 480]) {
      await workstation.electron!.evaluate(
        ({ BaseWindow }, narrow) => BaseWindow.getFocusedWindow()!.setBounds({ width: narrow }),
        width,
      );
      await expect.poll(() => bar.evaluate('innerWidth')).toBe(width);
      for (const button of ['Enterprise Portal', 'Zoom', 'Print', 'Sign Out'])
        await expect(bar.getByRole('button', { name: button }), `${button} at ${width}`).toBeInViewport({ ratio: 1 });
      await look(bar, `bar-with-tools-${width}`);
    }
    const [name, ...more] = (await filesOf(workstation)) as string[];
    expect(more).toEqual([]);
    const pdf = await readFile(join(folderOf(workstation), name!), 'latin1');
    expect(pdf).toMatch(/^%PDF-/);
    expect(pdf, 'letters on the sheet').toContain('/Type /Font');
    await expect
      .poll(async () => {
        await vaos.emulateMedia({ media: 'print' });
        return vaos.evaluate('getComputedStyle(document.documentElement).display');
      })
      .toBe('none');
  });
});

test.describe('with printing on paper', () => {
  test.use({ policy: { Printing: 'printer' } });

  test('[K4] the system’s print dialog opens for the page, and the bar says when printing fails', async ({
    workstation,
  }) => {
    const { vaos, bar } = await vaosAt(workstation);
    await workstation.electron!.evaluate(({ webContents }, url) => {
      const printed: unknown[] = [];
      (globalThis as unknown as { printed: unknown[] }).printed = printed;
      const page = webContents.getAllWebContents().find((each) => each.getURL() === url)!;
      page.print = (options, done) => {
        printed.push(options);
        done?.(false, printed.length === 1 ? 'Print job canceled' : 'Print job failed');
      };
    }, vaos.url());
    const printed = () =>
      workstation.electron!.evaluate(() => (globalThis as unknown as { printed: unknown[] }).printed);
    await vaos.keyboard.press('Control+P');
    await expect.poll(printed).toEqual([{}]);
    await expect(bar.getByText('The page could not be printed.')).toBeHidden();
    await bar.getByRole('button', { name: 'Print' }).click();
    await expect(bar.getByText('The page could not be printed.')).toBeVisible();
    expect(await printed()).toEqual([{}, {}]);
  });
});
