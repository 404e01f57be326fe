import { createHash } from 'node:crypto';
import { realpath, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class InUseError extends Error {}

/**
 * Keeps a second process off a data directory. A listening local socket is the lock, because the operating system
 * releases it with the process, however the process ends; a file with a pid would outlive a crash.
 * @throws InUseError when another process holds the directory
 */
export async function lockDirectory(directory: string): Promise<{ release(): Promise<void> }> {
  const name = `epk-${createHash('sha256')
    .update(await realpath(directory))
    .digest('hex')
    .slice(0, 32)}`;
  const server = await listenOn(socketPath(name), directory);
  server.unref();
  return { release: () => new Promise((done) => void server.close(() => done())) };
}

function socketPath(name: string): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  // Linux has sockets without a file, so there is never a stale one.
  return process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
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
