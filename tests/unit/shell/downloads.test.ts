import { EventEmitter } from 'node:events';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DownloadItem } from 'electron';
import { expect, test } from 'vitest';
import { DownloadFolder, type DownloadNews } from '../../../main/security/downloads.ts';
import { temporaryFolder } from '../../support/temporary.ts';

/** What Electron hands over, as far as it is used. */
class Item extends EventEmitter {
  savePath = '';
  cancelled = false;
  readonly #name: string;

  constructor(name: string) {
    super();
    this.#name = name;
  }

  getFilename = () => this.#name;
  setSavePath = (path: string) => void (this.savePath = path);
  cancel = () => {
    this.cancelled = true;
    this.emit('done', {}, 'cancelled');
  };
  arrives = async (content: string) => {
    await writeFile(this.savePath, content);
    this.emit('done', {}, 'completed');
  };
}

async function folderWith(...names: string[]) {
  const path = join(await temporaryFolder(), 'downloads');
  const folder = new DownloadFolder(path);
  const news: DownloadNews[] = [];
  const items = names.map((name) => new Item(name));
  for (const item of items) folder.take(item as unknown as DownloadItem, (each) => news.push(each));
  return { path, folder, items, news };
}

test('[K4] a file that breaks off in a way that could be resumed is called off, said to have failed, and gone', async () => {
  const { path, folder, items, news } = await folderWith('orders.csv');
  await writeFile(items[0]!.savePath, 'half');
  items[0]!.emit('updated', {}, 'progressing');
  expect(items[0]!.cancelled).toBe(false);
  items[0]!.emit('updated', {}, 'interrupted');
  expect(items[0]!.cancelled).toBe(true);
  expect(news).toEqual([{ is: 'failed', name: 'orders.csv' }]);
  await expect.poll(() => readdir(path)).toEqual([]);
  await folder.clear();
  expect(folder.isClear()).toBe(true);
});

test('[K4] two files of the same name are both there, in a folder for this user only', async () => {
  const { path, items, news } = await folderWith('orders.csv', 'orders.csv');
  await items[1]!.arrives('second');
  await items[0]!.arrives('first');
  expect(news).toEqual([
    { is: 'saved', name: 'orders (2).csv', folder: path },
    { is: 'saved', name: 'orders.csv', folder: path },
  ]);
  expect(await readFile(join(path, 'orders.csv'), 'utf8')).toBe('first');
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o700);
});

test('[K4] a program is called off before anything of it is written', async () => {
  const { folder, items, news } = await folderWith('../setup.exe');
  expect(items[0]!.cancelled).toBe(true);
  expect(news).toEqual([{ is: 'refused', name: 'setup.exe' }]);
  expect(folder.isClear()).toBe(true);
});

test('[T3] files that are still coming are called off, and none is left', async () => {
  const { path, folder, items } = await folderWith('orders.csv', 'doses.csv');
  await items[0]!.arrives('Avery Testcase');
  expect(folder.isClear()).toBe(false);
  await folder.clear();
  expect(items[1]!.cancelled).toBe(true);
  expect(folder.isClear()).toBe(true);
  await expect(readdir(path)).rejects.toThrow('ENOENT');
});

test('[K4] a file that breaks off leaves nothing, and its person is told', async () => {
  const { path, items, news } = await folderWith('orders.csv');
  items[0]!.emit('done', {}, 'interrupted');
  expect(news).toEqual([{ is: 'failed', name: 'orders.csv' }]);
  await expect.poll(() => readdir(path)).toEqual([]);
});

test('[K4] where nothing can be written, the person is told', async () => {
  const parent = await temporaryFolder();
  await writeFile(join(parent, 'file'), '');
  const folder = new DownloadFolder(join(parent, 'file', 'downloads'));
  expect(folder.save('page.pdf', Buffer.from('x'))).toEqual({ is: 'failed', name: 'page.pdf' });
});

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  '[T3] a folder that cannot be cleared says so',
  async () => {
    const parent = await temporaryFolder();
    const folder = new DownloadFolder(join(parent, 'downloads'));
    await mkdir(join(parent, 'downloads'));
    await chmod(parent, 0o500);
    await expect(folder.clear()).rejects.toThrow('EACCES');
    expect(folder.isClear()).toBe(false);
    await chmod(parent, 0o700);
  },
);
