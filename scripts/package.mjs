// `npm run package`: the installers for this system in release/, with their SBOM and SHA-256 sums (docs/packaging.md).
// Its own options: --output <folder>; --inspectable, an application folder that tests can drive; --prepared, which takes
// dist/ as it is. Everything else goes to electron-builder (`--dir`, `--linux deb`, ...).
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare } from './prepare.mjs';
import { runBuilder } from './release/builder.mjs';
import { overrides } from './release/overrides.mjs';
import { writeChecksums } from './release/checksums.mjs';
import { packageServer } from './release/server-package.mjs';
import { sbom } from './release/sbom.mjs';
import { answerHelp, root, say, toolEnvironment } from './setup.mjs';

answerHelp(`Usage: npm run package [-- OPTIONS]
       npm run package -- server [--output DIR] [--prepared]
Makes the installers for this system in release/ (docs/packaging.md); with "server" the tarball and the deb of a clinic's server.
  --output DIR   where they go instead
  --inspectable  an application folder that tests can drive
  --prepared     takes dist/ as it is
Everything else goes to electron-builder: --dir, --linux deb, ...`);

const own = {
  output: { type: 'string' },
  inspectable: { type: 'boolean', default: false },
  prepared: { type: 'boolean', default: false },
};
const { chosen, rest } = readArguments();
const output = resolve(root, chosen.output ?? 'release');

if (!chosen.prepared) prepare();
if (rest[0] === 'server') {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  process.exitCode = packageServer(output, { version, email: 'maintainers@enterprise-portal-kiosk.invalid' });
} else {
  process.exitCode = await build();
}
if (process.exitCode === 0 && !chosen.inspectable) await describeRelease();

/** Options that are not ours keep their order and their values. */
function readArguments() {
  const { values, tokens } = parseArgs({ options: own, strict: false, tokens: true });
  const ours = new Set(
    tokens
      .filter(({ kind, name }) => kind === 'option' && Object.hasOwn(own, name))
      .flatMap(({ index, name, inlineValue }) =>
        own[name].type === 'string' && !inlineValue ? [index, index + 1] : [index],
      ),
  );
  return { chosen: values, rest: process.argv.slice(2).filter((_, index) => !ours.has(index)) };
}

async function build() {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-package-'));
  try {
    const configuration = join(folder, 'electron-builder.json');
    const added = overrides(process.env, { output, inspectable: chosen.inspectable });
    writeFileSync(configuration, JSON.stringify({ extends: join(root, 'electron-builder.yml'), ...added }));
    const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'));
    return await runBuilder(
      ['--config', configuration, '--publish', 'never', ...(chosen.inspectable ? ['--dir'] : []), ...rest],
      environment(),
      { version, platform: process.platform, arch: process.arch },
    );
  } catch (error) {
    say(error.message);
    return 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** CI hands over missing secrets as empty variables, which the signing tools would take for values. */
function environment() {
  return Object.fromEntries(Object.entries(toolEnvironment()).filter(([, value]) => value !== ''));
}

async function describeRelease() {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(output, `${name}-${version}.cdx.json`), sbom());
  await writeChecksums(output);
}
