// `npm run package -- server`: a tarball and a deb with the built server and the pinned Node in them. Nothing is built where
// they are installed.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyGuides } from './guides.ts';
import { findProgram, pinnedNode, root, say } from '../setup.mjs';

const name = 'enterprise-portal-server';
const from = join(root, 'packaging', 'server');

/** @param output the folder @returns an exit code */
export function packageServer(output: string, { version, email }: { version: string; email: string }): number {
  if (process.platform !== 'linux') {
    say('The server’s packages are made on Linux.');
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'server-package-'));
  try {
    mkdirSync(output, { recursive: true });
    const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
    const archive = `${name}-${version}-linux-${process.arch}`;
    const home = join(folder, archive);
    layOut(home);
    mkdirSync(join(home, 'bin'));
    cpSync(join(from, name), join(home, 'bin', name));
    cpSync(join(from, 'enterprise-portal.service'), join(home, 'enterprise-portal.service'));
    for (const shell of ['bash', 'zsh', 'powershell']) completion(shell, join(home, 'completion', shell));
    run('tar', ['--owner=0', '--group=0', '-C', folder, '-czf', join(output, `${archive}.tar.gz`), archive]);
    if (findProgram('dpkg-deb') === undefined) {
      say('dpkg-deb is missing, so there is no deb; the tarball is there.');
      return 0;
    }
    const tree = join(folder, 'deb');
    layOut(join(tree, 'usr', 'lib', name));
    debian(tree, { version, architecture, email });
    run('dpkg-deb', [
      '--root-owner-group',
      '-Zgzip',
      '--build',
      tree,
      join(output, `${name}_${version}_${architecture}.deb`),
    ]);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The server and its pages, Node, and the native module that hashes. */
function layOut(home: string): void {
  for (const part of ['server', 'renderer']) copy(join(root, 'dist', part), join(home, 'dist', part));
  copy(join(root, 'dist', 'THIRD-PARTY-NOTICES.txt'), join(home, 'THIRD-PARTY-NOTICES.txt'));
  copyGuides(join(home, 'doc'));
  mkdirSync(join(home, 'node', 'bin'), { recursive: true });
  cpSync(pinnedNode(), join(home, 'node', 'bin', 'node'), { dereference: true });
  const licence = join(pinnedNode(), '..', '..', 'LICENSE');
  if (existsSync(licence)) copy(licence, join(home, 'node', 'LICENSE'));
  for (const each of readdirSync(join(root, 'node_modules', '@node-rs')).filter((one) => one.startsWith('argon2'))) {
    copy(join(root, 'node_modules', '@node-rs', each), join(home, 'node_modules', '@node-rs', each));
  }
  writeFileSync(join(home, 'package.json'), `${JSON.stringify({ name, type: 'module', private: true })}\n`);
}

/** Without source maps, which are larger than what they map. */
function copy(what: string, where: string): void {
  cpSync(what, where, { recursive: true, dereference: true, filter: (path) => !path.endsWith('.map') });
}

/** What the deb has beside the server: the program, the unit, the guide and the scripts around an installation. */
export function debian(
  tree: string,
  { version, architecture, email }: { version: string; architecture: string; email: string },
): void {
  const put = (file: string, where: string, mode: number) => {
    mkdirSync(join(tree, where, '..'), { recursive: true });
    cpSync(join(from, file), join(tree, where));
    chmodSync(join(tree, where), mode);
  };
  put(name, `usr/bin/${name}`, 0o755);
  put('enterprise-portal.service', 'lib/systemd/system/enterprise-portal.service', 0o644);
  mkdirSync(join(tree, 'etc', 'enterprise-portal'), { recursive: true });
  completion('bash', join(tree, 'usr', 'share', 'bash-completion', 'completions', name));
  completion('zsh', join(tree, 'usr', 'share', 'zsh', 'vendor-completions', `_${name}`));
  copyGuides(join(tree, 'usr', 'share', 'doc', name));
  for (const script of ['postinst', 'prerm', 'postrm']) put(script, `DEBIAN/${script}`, 0o755);
  const control = [
    `Package: ${name}`,
    `Version: ${version}`,
    `Architecture: ${architecture}`,
    `Maintainer: Enterprise Portal Kiosk <${email}>`,
    'Section: net',
    'Priority: optional',
    'Depends: libc6 (>= 2.28), libstdc++6, passwd',
    'Description: Enterprise Portal, the identity server and applications of a clinic',
    ' One sign-in for ImmTrac2, VAOS and Syntropi. Comes with the Node that it runs on.',
  ];
  writeFileSync(join(tree, 'DEBIAN', 'control'), `${control.join('\n')}\n`);
}

/** As the built command prints it, so that it knows what this version knows. */
function completion(shell: string, where: string): void {
  const { status, stdout } = spawnSync(pinnedNode(), [join(root, 'dist', 'server', 'completion.mjs'), shell]);
  if (status !== 0) throw new Error(`The completion for ${shell} could not be made.`);
  mkdirSync(join(where, '..'), { recursive: true });
  writeFileSync(where, stdout);
}

function run(program: string, args: readonly string[]): void {
  const { status } = spawnSync(program, args, { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`${program} ended with ${status}; see the lines above.`);
}
