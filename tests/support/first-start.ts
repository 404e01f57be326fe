import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DeploymentOptions, RunningDeployment } from '../../server/deployment.ts';

type Start = (options: Pick<DeploymentOptions, 'data' | 'masterKey'>) => Promise<RunningDeployment>;

interface Written {
  readonly masterKey: Buffer;
  readonly files: ReadonlyMap<string, Buffer>;
}

let written: Promise<Written> | undefined;
/** Two that are open at once would be one to browsers, which tell them apart by what comes from the key. */
let isTaken = false;

/**
 * What the product writes when it first starts to train people, with the key that it is under: written once in each worker,
 * because the people and histories of a training are more than half of what a start costs.
 * @param start writes it
 * @param then starts on the data; the place is free for others again when that has closed
 */
export async function afterFirstStart(data: string, start: Start, then: Start): Promise<RunningDeployment | undefined> {
  if (isTaken) return undefined;
  isTaken = true;
  try {
    const { masterKey, files } = await (written ??= writtenByFirstStart(start));
    for (const [name, content] of files) {
      await mkdir(dirname(join(data, name)), { recursive: true });
      await writeFile(join(data, name), content, { mode: 0o600 });
    }
    const deployment = await then({ data, masterKey: Buffer.from(masterKey) });
    return {
      ...deployment,
      close: async () => {
        await deployment.close();
        isTaken = false;
      },
    };
  } catch (error) {
    isTaken = false;
    throw error;
  }
}

async function writtenByFirstStart(start: Start): Promise<Written> {
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
