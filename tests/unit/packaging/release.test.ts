import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { missingDownload } from '../../../scripts/release/builder.ts';
import { writeChecksums } from '../../../scripts/release/checksums.ts';
import { published, sbom } from '../../../scripts/release/sbom.ts';
import { fuseProblems } from '../../../scripts/release/verify-fuses.ts';

const root = join(import.meta.dirname, '../../..');

interface Component {
  name: string;
  version: string;
}
interface Bom {
  bomFormat: string;
  metadata: { component: Component };
  components: Component[];
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-release-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('[K9] the SBOM lists what is shipped, and nothing of where it was built', async () => {
  const text = sbom();
  const bom = JSON.parse(text) as Bom;
  expect(bom.bomFormat).toBe('CycloneDX');
  expect(bom.metadata.component.name).toBe('enterprise-portal-kiosk');
  expect(bom.components.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['electron', 'fastify', 'oidc-provider', 'react', '@node-rs/argon2']),
  );

  const configured = spawnSync('npm config get registry', { encoding: 'utf8', shell: true }).stdout.trim();
  for (const trace of [new URL(configured).host, '//registry.', `"${root}`, `"${homedir()}`]) {
    expect(text).not.toContain(trace);
  }
  expect(text).not.toMatch(/"(?:file:|\/|[A-Z]:\\)/);
});

test('[K9] the SBOM does not say which registry a package came from', () => {
  const distribution = { type: 'distribution', url: 'https://mirror.example/fastify.tgz' };
  const website = { type: 'website', url: 'https://fastify.dev' };
  const bom = {
    metadata: { component: { name: 'build-4711', version: '1.0.0' } },
    components: [{ name: 'fastify', version: '5.0.0', externalReferences: [distribution, website] }],
  };
  expect(published(bom, 'enterprise-portal-kiosk')).toEqual({
    metadata: { component: { name: 'enterprise-portal-kiosk', version: '1.0.0', externalReferences: [] } },
    components: [{ name: 'fastify', version: '5.0.0', externalReferences: [website] }],
  });
});

test('[K9] SHA256SUMS covers the artifacts, and neither folders nor notes of the builder', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'kiosk.msi'), 'abc');
  await writeFile(join(folder, 'kiosk.deb'), '');
  await writeFile(join(folder, 'builder-debug.yml'), 'private');
  await mkdir(join(folder, 'win-unpacked'));
  await writeChecksums(folder);
  await writeChecksums(folder); // its own file is not an artifact
  expect(await readFile(join(folder, 'SHA256SUMS'), 'utf8')).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  kiosk.deb\n' +
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  kiosk.msi\n',
  );
});

/** The wire as Electron has it in its binary: sentinel, version, length, one character for each fuse. */
async function binaryWithFuses(fuses: string): Promise<string> {
  const file = join(await temporaryFolder(), 'kiosk');
  const head = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, fuses.length])]);
  await writeFile(file, Buffer.concat([Buffer.from('code'), head, Buffer.from(fuses), Buffer.from('code')]));
  return file;
}

test('[K9] a binary whose fuses are as configured has no problems', async () => {
  expect(await fuseProblems(await binaryWithFuses('01001100'))).toEqual([]);
});

test('[K9] a fuse that was lost, and one that nobody has decided, are named', async () => {
  expect(await fuseProblems(await binaryWithFuses('110011001'))).toEqual([
    'RunAsNode is on, and should be off.',
    'Fuse 8 is on, and @electron/fuses has no name for it.',
  ]);
});

const electron = { version: '45.4.1', platform: 'linux', arch: 'x64' };
const ended = (why: string) => [
  `  ⨯ ${why}  failedTask=build stackTrace=RequestError: ${why}`,
  '    at ClientRequest.x (index.js:1:1)',
];
const begun = ['  • packaging       platform=linux arch=x64 electron=45.4.1 appOutDir=release/linux-unpacked'];
const target = [...begun, '  • building        target=deb arch=x64 file=release/kiosk.deb'];

test('[K9] packaging without a network says which file it needs and where that comes from, without a stack trace', () => {
  const wanted = missingDownload([...begun, ...ended('getaddrinfo ENOTFOUND github.com')], electron);
  expect(wanted).toContain('take electron-v45.4.1-linux-x64.zip from');
  expect(wanted).toContain('ELECTRON_DIST=');
  expect(wanted).not.toMatch(/^ +at /m);
});

test('[K9] packaging that has Electron and not its own tools says so', () => {
  expect(missingDownload([...target, ...ended('connect ECONNREFUSED 127.0.0.1:443')], electron)).toContain(
    'ELECTRON_BUILDER_CACHE',
  );
});

test('[K9] packaging that fails for another reason keeps its own words', () => {
  expect(missingDownload([...target, ...ended('Please specify project homepage')], electron)).toBeUndefined();
  expect(missingDownload(begun, electron)).toBeUndefined();
});
