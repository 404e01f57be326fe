import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DeploymentOptions, RunningDeployment } from '../../server/deployment.ts';

type Start = (options: Pick<DeploymentOptions, 'data' | 'masterKey'>) => Promise<Pick<RunningDeployment, 'close'>>;

/** What the product writes when it first starts to train people, with the key that it is under. */
interface FirstStart {
  readonly masterKey: Buffer;
  /** By their paths below the data's folder. */
  readonly files: ReadonlyMap<string, Buffer>;
}

const written = new Map<string, Promise<FirstStart>>();

/**
 * Puts into an empty folder what a training's first start leaves there. That is written once in each worker, because the
 * people and histories of a training are more than half of what a start costs. Two that are open at once are one to browsers,
 * which tell them apart by what comes from the key.
 * @param start writes it @param timeZone of the training, where it is another than usual @returns the data's master key
 */
export async function putFirstStart(data: string, start: Start, timeZone = ''): Promise<Buffer> {
  const first = written.get(timeZone) ?? writtenBy(start);
  written.set(timeZone, first);
  const { masterKey, files } = await first;
  for (const [name, content] of files) {
    await mkdir(dirname(join(data, name)), { recursive: true, mode: 0o700 });
    await writeFile(join(data, name), content, { mode: 0o600 });
  }
  return Buffer.from(masterKey);
}

async function writtenBy(start: Start): Promise<FirstStart> {
  const data = await mkdtemp(join(tmpdir(), 'kiosk-first-start-'));
  const masterKey = randomBytes(32);
  try {
    await (await start({ data, masterKey })).close();
    const entries = await readdir(data, { recursive: true, withFileTypes: true });
    const files = new Map<string, Buffer>();
    for (const entry of entries) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      files.set(path.slice(data.length + 1), await readFile(path));
    }
    return { masterKey, files };
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}
