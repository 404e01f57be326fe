import { unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { localSocketPath } from '../../control/local-socket.ts';

export class InUseError extends Error {}

/**
 * Keeps a second process off a data directory. A listening local socket is the lock, because the operating system
 * releases it with the process, however the process ends; a file with a pid would outlive a crash.
 * @throws InUseError when another process holds the directory
 */
export async function lockDirectory(directory: string): Promise<{ release(): Promise<void> }> {
  const server = await listenOn(await localSocketPath('epk', directory), directory);
  server.unref();
  return { release: () => new Promise((done) => void server.close(() => done())) };
}

/** Looks without taking it. */
export async function isInUse(directory: string): Promise<boolean> {
  return answers(await localSocketPath('epk', directory));
}

async function listenOn(path: string, directory: string): Promise<Server> {
  try {
    return await listen(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    if (await answers(path)) throw new InUseError(`${directory} is in use by another server process`);
    await unlink(path);
    return listen(path);
  }
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
