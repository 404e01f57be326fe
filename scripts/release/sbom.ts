// The CycloneDX list of everything that the lock file names, which is everything that can be in a release.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { root } from '../setup.mjs';

/**
 * @returns the SBOM as text
 * @throws when npm cannot make it, or when it would tell where it was made
 */
export function sbom(): string {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = [
    'sbom',
    '--sbom-format=cyclonedx',
    '--sbom-type=application',
    '--package-lock-only',
    '--loglevel=error',
  ];
  const { status, stdout, stderr } = spawnSync(npm, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
    timeout: 120_000,
  });
  if (status !== 0) throw new Error(`npm sbom failed: ${stderr}`);
  const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name: string };
  const text = `${JSON.stringify(published(JSON.parse(stdout) as Bom, name), undefined, 2)}\n`;
  const trace = [root, homedir()].find((path) => path.length > 1 && text.includes(JSON.stringify(path).slice(0, -1)));
  if (trace) throw new Error(`The SBOM names a path of this machine: ${trace}`);
  return text;
}

interface Component {
  readonly name: string;
  readonly externalReferences?: readonly { readonly type: string }[];
}

/** As npm makes it. */
interface Bom {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
}

/**
 * What of npm's SBOM is published.
 * npm calls the product after its folder, and says from which registry, or mirror of one, each package came.
 */
export function published(bom: Bom, name: string): object {
  const component = ({ externalReferences = [], ...rest }: Component) => ({
    ...rest,
    externalReferences: externalReferences.filter(({ type }) => type !== 'distribution'),
  });
  return {
    ...bom,
    metadata: { ...bom.metadata, component: { ...component(bom.metadata.component), name } },
    components: bom.components.map(component),
  };
}
