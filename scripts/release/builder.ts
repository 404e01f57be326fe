// Runs electron-builder. Where it cannot download, it says what it needs and where that comes from, instead of a stack trace.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { pinnedNode, root, say } from '../setup.mjs';

/** The line with which electron-builder ends; behind it are the frames of the stack. */
const failure = /^\s*⨯ /;
const noNetwork =
  /getaddrinfo|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|socket hang up|Timeout awaiting|certificate/;

interface WantedElectron {
  readonly version: string;
  readonly platform: string;
  readonly arch: string;
}

/**
 * @param electron the version that is pinned
 * @returns the exit status
 */
export async function runBuilder(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  electron: WantedElectron,
): Promise<number> {
  const child = spawn(pinnedNode(), [join(root, 'node_modules/electron-builder/cli.js'), ...args], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? 1)));
  const said: string[] = [];
  const held: string[] = [];
  const pass = async (stream: Readable, to: Writable) => {
    for await (const line of createInterface({ input: stream })) {
      said.push(line);
      if (held.length > 0 || failure.test(line)) held.push(line);
      else to.write(`${line}\n`);
    }
  };
  await Promise.all([pass(child.stdout, process.stdout), pass(child.stderr, process.stderr)]);
  const status = await ended;
  const explained = status === 0 ? undefined : missingDownload(said, electron);
  say(explained ?? held.join('\n'));
  return status;
}

/** @returns what it needs, where it ended because it could not download; undefined for every other end */
export function missingDownload(
  said: readonly string[],
  { version, platform, arch }: WantedElectron,
): string | undefined {
  const end = said.find((line) => failure.test(line));
  if (end === undefined || !noNetwork.test(end)) return undefined;
  // It begins a target when Electron is there.
  return said.some((line) => /• building\s+target=/.test(line)) ? missingTools() : missingElectron();

  function missingElectron() {
    const file = `electron-v${version}-${platform}-${arch}.zip`;
    return `Electron could not be downloaded. Without a network, take ${file} from
https://github.com/electron/electron/releases/tag/v${version} and name it, or the folder that it is in: ELECTRON_DIST=/folder/${file}`;
  }

  function missingTools() {
    return `The packaging tools of electron-builder could not be downloaded; the application folder itself is ready. Without a network,
bring them along in a folder named by ELECTRON_BUILDER_CACHE, which a machine with a network fills when it packages the same
targets, or name a mirror of https://github.com/electron-userland/electron-builder-binaries/releases/download/ by
ELECTRON_BUILDER_BINARIES_MIRROR. Or make the application folder only: npm run package -- --dir`;
  }
}
