import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { limits } from '../../shared/contract/limits.ts';
import type { Settings } from '../../shared/kiosk/settings.ts';
import { whyNotFree, type Reach } from '../http/listening.ts';
import { isThere } from '../store/lowdb/durable-file.ts';
import { isInUse } from '../store/lowdb/process-lock.ts';
import { attention, type Finding, fine, wrong } from './finding.ts';

/** Whether a server of this product runs on the data. */
export async function isServed(data: string, { store }: Settings): Promise<boolean> {
  const locked = store === undefined ? join(data, 'identity') : data;
  return (await isThere(locked)) && isInUse(locked);
}

/** The folder of the data: there or can be made, this user's, writable, on a disk with room. */
export async function checkFolder(data: string): Promise<Finding[]> {
  const folder = resolve(data);
  if (!(await isThere(folder))) {
    const above = await nearest(folder);
    return (await isWritable(above))
      ? [fine('data', `${folder} is not there yet; the first start makes it.`), await space(above)]
      : [wrong('data', `${folder} is not there, and this user may not make it: make it, owned by the server’s user.`)];
  }
  const about = await stat(folder);
  if (!about.isDirectory()) return [wrong('data', `${folder} is a file; name a folder with --data.`)];
  if (!(await isWritable(folder))) {
    return [
      wrong('data', `This user may not write into ${folder}: run as the server’s user, or give that user the folder.`),
    ];
  }
  const open = process.platform !== 'win32' && (about.mode & 0o077) !== 0;
  const found = open
    ? attention('data', `Others on this machine may look into ${folder}: chmod 700 '${folder}'.`)
    : fine('data', `${folder} is there, and this user may write into it.`);
  return [found, await space(folder)];
}

async function space(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const says = `${(free / 1024 ** 3).toFixed(1)} GiB are free at ${folder}.`;
  if (free < limits.space.none) return wrong('space', `${says} Make room before the server starts.`);
  if (free < limits.space.low)
    return attention('space', `${says} Make room soon: nothing can be done that cannot be kept.`);
  return fine('space', says);
}

/**
 * Whether the server could answer at its ports, which takes each for a moment.
 * @param served whether it does already
 */
export async function checkPorts(reaches: readonly Reach[], first: number, served: boolean): Promise<Finding[]> {
  if (first === 0) return [fine('ports', 'The system chooses them at each start.')];
  const last = first + reaches.length - 1;
  if (served)
    return [
      fine('ports', `A server runs on this data; whether ports ${first} to ${last} are its own was not looked at.`),
    ];
  const found: Finding[] = [];
  for (const [index, { host }] of reaches.entries()) {
    const refused = await whyNotFree(host, first + index);
    if (refused !== undefined) found.push(wrong('ports', refused));
  }
  return found.length > 0 ? found : [fine('ports', `Ports ${first} to ${last} are free.`)];
}

async function nearest(folder: string): Promise<string> {
  const above = dirname(folder);
  return (await isThere(above)) || above === folder ? above : nearest(above);
}

function isWritable(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}
