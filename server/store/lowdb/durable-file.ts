import { type FileHandle, link, open, readFile, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Replaces a file so that after a crash or a power cut either the old or the new content is there, whole.
 * lowdb's own writer renames without fsync, which loses data on a power cut; the popular atomic-write package leaves a
 * truncated file when the disk is full.
 * @param content in pieces where it is large, so that other work goes on in between
 * @param previous the name under which the old content stays, where the file system can have two names for one file
 * @throws the file system's error (ENOSPC, EROFS, …); the old content then stands
 */
export async function replaceFile(
  file: string,
  content: Uint8Array | Iterable<Uint8Array>,
  previous?: string,
): Promise<void> {
  const temporary = `${file}.new`;
  try {
    const handle = await open(temporary, 'w', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (previous !== undefined) await keepAs(previous, file);
    await rename(temporary, file);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw error;
  }
  await syncDirectory(dirname(file));
}

const withoutSecondName = new Set(['ENOENT', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL']);

async function keepAs(name: string, file: string): Promise<void> {
  await rm(name, { force: true });
  await link(file, name).catch((error: NodeJS.ErrnoException) => {
    if (!withoutSecondName.has(error.code!)) throw error;
  });
}

export async function readIfPresent(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether there is a file or a folder. */
export function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Makes a rename last. Windows has no such call and needs none: NTFS journals the directory. */
export async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  let handle: FileHandle | undefined;
  try {
    handle = await open(directory, 'r');
    await handle.sync();
  } finally {
    await handle?.close();
  }
}
