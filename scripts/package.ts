// `npm run package`: the installers for this system in release/, with their SBOM and SHA-256 sums (docs/packaging.md).
// Its own options: --output <folder>; --inspectable, an application folder that tests can drive; --prepared, which takes
// dist/ as it is. Everything else goes to electron-builder (`--dir`, `--linux deb`, ...).
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare } from './prepare.mjs';
import { runBuilder } from './release/builder.ts';
import { overrides } from './release/overrides.ts';
import { writeChecksums } from './release/checksums.ts';
import { packageServer } from './release/server-package.ts';
import { sbom } from './release/sbom.ts';
import { root, say, toolEnvironment } from './setup.mjs';

const own = {
  output: { type: 'string' },
  inspectable: { type: 'boolean', default: false },
  prepared: { type: 'boolean', default: false },
} as const;
const { chosen, rest } = readArguments();
const output = resolve(root, chosen.output ?? 'release');

if (!chosen.prepared) prepare();
if (rest[0] === 'server') {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  process.exitCode = packageServer(output, { version, email: 'maintainers@enterprise-portal-kiosk.invalid' });
} else {
  process.exitCode = await build();
}
if (process.exitCode === 0 && !chosen.inspectable) await describeRelease();

/** Options that are not ours keep their order and their values. */
function readArguments() {
  const { values, tokens } = parseArgs({ options: own, strict: false, tokens: true });
  const ours = new Set(
    tokens.flatMap((token) => {
      if (token.kind !== 'option' || !isOwn(token.name)) return [];
      return own[token.name].type === 'string' && !token.inlineValue ? [token.index, token.index + 1] : [token.index];
    }),
  );
  // It knows the types of what is ours only where nothing else is let through.
  const given = values as { readonly output?: string; readonly inspectable: boolean; readonly prepared: boolean };
  return { chosen: given, rest: process.argv.slice(2).filter((_, index) => !ours.has(index)) };
}

function isOwn(name: string): name is keyof typeof own {
  return Object.hasOwn(own, name);
}

async function build(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-package-'));
  try {
    const configuration = join(folder, 'electron-builder.json');
    const added = overrides(process.env, { output, inspectable: chosen.inspectable });
    writeFileSync(configuration, JSON.stringify({ extends: join(root, 'electron-builder.yml'), ...added }));
    const electron = readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8');
    const { version } = JSON.parse(electron) as { version: string };
    return await runBuilder(
      ['--config', configuration, '--publish', 'never', ...(chosen.inspectable ? ['--dir'] : []), ...rest],
      environment(),
      { version, platform: process.platform, arch: process.arch },
    );
  } catch (error) {
    say((error as Error).message);
    return 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** CI hands over missing secrets as empty variables, which the signing tools would take for values. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(toolEnvironment()).filter(([, value]) => value !== ''));
}

async function describeRelease(): Promise<void> {
  const about = readFileSync(join(root, 'package.json'), 'utf8');
  const { name, version } = JSON.parse(about) as { name: string; version: string };
  writeFileSync(join(output, `${name}-${version}.cdx.json`), sbom());
  await writeChecksums(output);
}
