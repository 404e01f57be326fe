import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import pino from 'pino';
import { debian } from '../../../scripts/release/server-package.ts';
import { type CommandName, commandTable } from '../../../server/command-line/table/table.ts';
import { systemd } from '../../../server/systemd.ts';
import { eventually } from '../../support/eventually.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const log = pino({ level: 'silent' });

async function program(folder: string, name: string, script: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}

/** A machine with the package's data and settings, on which its scripts run as `dpkg` runs them. */
async function machine() {
  const [folder, tools] = [await temporaryFolder(), await temporaryFolder()];
  const tree = join(folder, 'tree');
  debian(tree, { version: '9.9.9', architecture: 'amd64', email: 'it@clinic.example' });
  const at = (path: string) => join(folder, path);
  for (const each of ['var/lib/enterprise-portal', 'var/cache/enterprise-portal', 'etc/enterprise-portal']) {
    await mkdir(at(each), { recursive: true });
  }
  await mkdir(at('run/systemd/system'), { recursive: true });
  await writeFile(at('var/lib/enterprise-portal/master.key'), 'key');
  for (const name of ['systemctl', 'userdel', 'useradd', 'chown', 'install', 'getent']) {
    await program(tools, name, `echo "${name} $*" >> ${at('said')}`);
  }
  return {
    tree,
    at,
    /** What the script asked of the system. */
    run: async (script: string, ...words: string[]): Promise<string[]> => {
      await writeFile(at('said'), '');
      const text = await readFile(join(tree, 'DEBIAN', script), 'utf8');
      const here = await program(folder, script, text.replaceAll(/(?<=[\s"])\/(?=var\/|etc\/|run\/)/g, `${folder}/`));
      const { status, stderr } = spawnSync('sh', [here, ...words], {
        env: { PATH: `${tools}:/usr/bin:/bin` },
        encoding: 'utf8',
      });
      expect([status, stderr]).toEqual([0, '']);
      return (await readFile(at('said'), 'utf8')).split('\n').filter((line) => line !== '');
    },
    there: (path: string) => readdir(at(path)).catch(() => undefined),
  };
}

test('[R6] an upgrade starts a running server again with its data, and a removal keeps them', async () => {
  const { run, there } = await machine();
  // The order of an upgrade: the older package's prerm, the newer one's files, the older one's postrm, the newer one's postinst.
  expect(await run('prerm', 'upgrade', '9.9.9')).toEqual([]);
  expect(await run('postrm', 'upgrade', '9.9.9')).toEqual(['systemctl daemon-reload']);
  const asked = await run('postinst', 'configure', '9.9.8');
  expect(asked.slice(-2)).toEqual(['systemctl daemon-reload', 'systemctl try-restart enterprise-portal.service']);
  expect(await there('var/lib/enterprise-portal')).toEqual(['master.key']);

  expect(await run('prerm', 'remove')).toEqual(['systemctl disable --now enterprise-portal.service']);
  await run('postrm', 'remove');
  expect(await there('var/lib/enterprise-portal')).toEqual(['master.key']);
  expect(await there('etc/enterprise-portal')).toEqual([]);
});

test('[R6] a purge deletes people’s records only where somebody said so', async () => {
  const { run, there, at } = await machine();
  await run('postrm', 'purge');
  expect(await there('var/lib/enterprise-portal')).toEqual(['master.key']);
  expect(await there('var/cache/enterprise-portal')).toBeUndefined();
  await writeFile(at('etc/enterprise-portal/delete-data-on-purge'), '');
  expect(await run('postrm', 'purge')).toContain('userdel enterprise-portal');
  expect(await there('var/lib/enterprise-portal')).toBeUndefined();
  expect(await there('etc/enterprise-portal')).toBeUndefined();
});

test('[R6] the deb has the program, the unit that systemd watches, the guide, and its scripts', async () => {
  const { tree } = await machine();
  const unit = await readFile(join(tree, 'lib/systemd/system/enterprise-portal.service'), 'utf8');
  const settings = unit.split('\n');
  expect(settings).toEqual(expect.arrayContaining(['Type=notify', 'NotifyAccess=all', 'WatchdogSec=60']));
  // A mail server that is away is found wrong, and keeps nobody out.
  expect(settings).toContain('ExecStartPre=-/usr/bin/enterprise-portal-server serve --check');
  // It has to speak to systemd's socket.
  expect(unit).toMatch(/^RestrictAddressFamilies=.*AF_UNIX/m);
  expect(await readdir(join(tree, 'DEBIAN'))).toEqual(['control', 'postinst', 'postrm', 'prerm']);
  expect(await readdir(join(tree, 'usr/bin'))).toEqual(['enterprise-portal-server']);
  for (const [where, file] of [
    ['bash-completion/completions', 'enterprise-portal-server'],
    ['zsh/vendor-completions', '_enterprise-portal-server'],
  ] as const) {
    expect(await readdir(join(tree, 'usr/share', where))).toEqual([file]);
    expect(await readFile(join(tree, 'usr/share', where, file), 'utf8')).toContain("'sites create'");
  }
});

test('[R6] the guides are with the server, and every link in them leads to one that is there too', async () => {
  const { tree } = await machine();
  const folder = join(tree, 'usr/share/doc/enterprise-portal-server');
  const guides = await readdir(folder);
  expect(guides).toEqual(expect.arrayContaining(['clinic-server.md', 'backup.md', 'it-guide.md', 'policy.md']));
  let links = 0;
  for (const guide of guides) {
    const text = await readFile(join(folder, guide), 'utf8');
    for (const [, target = '', place] of text.matchAll(/\]\(([^)#\s]+)?(?:#([^)\s]*))?\)/g)) {
      if (/^https?:/.test(target)) continue;
      links += 1;
      expect([...guides, ''], `${guide} leads to ${target}`).toContain(target);
      if (place === undefined) continue;
      const there = await readFile(join(folder, target === '' ? guide : target), 'utf8');
      expect(placesIn(there), `${guide} leads to ${target}#${place}`).toContain(place);
    }
  }
  expect(links).toBeGreaterThan(30);
});

test('[R6] the program has every command, and each works on the data and settings of the installation', async () => {
  const { tree, at } = await machine();
  const home = at('home');
  await mkdir(join(home, 'bin'), { recursive: true });
  await mkdir(join(home, 'node', 'bin'), { recursive: true });
  await program(join(home, 'node', 'bin'), 'node', 'echo "$@"');
  const file = join(home, 'bin', 'enterprise-portal-server');
  await writeFile(file, await readFile(join(tree, 'usr/bin/enterprise-portal-server')), { mode: 0o755 });
  const settings = at('settings.json');
  await writeFile(settings, '{}');
  const env = { PATH: '/usr/bin:/bin', PORTAL_DATA: '/the/data', PORTAL_SETTINGS: settings };
  const run = (...words: string[]) => {
    const { stdout } = spawnSync(file, words, { env, encoding: 'utf8' });
    return stdout.trim();
  };
  const both = `--data /the/data --settings ${settings}`;
  for (const name of Object.keys(commandTable) as CommandName[]) {
    expect(run('--help')).toContain(`\n  ${name.padEnd(14)}${commandTable[name].says}\n`);
    const { data, settings: takesSettings } = commandTable[name].options;
    if (name === 'backup') continue;
    const script = name === 'serve' ? 'start' : name;
    const places =
      data && takesSettings ? ` ${both}` : data ? ' --data /the/data' : takesSettings ? ` --settings ${settings}` : '';
    expect(run(name, 'word')).toMatch(new RegExp(`/dist/server/${script}\\.mjs word${places}$`));
  }
  expect(run('sites', 'list', '--data', '/other')).toMatch(/sites\.mjs list --data \/other --settings /);
  expect(run('backup', 'back-up', '--to', 'x')).toContain(`back-up --to x ${both}`);
  expect(run('backup', 'back-up', '--note')).toMatch(/--note --data \/the\/data$/);
  expect(run('backup', 'restore', '--from', 'x')).toMatch(/restore --from x$/);
});

test('[R6] systemd is told that the server answers, that it is alive, and that it stops; nobody else is', async () => {
  const folder = await temporaryFolder();
  const said = join(folder, 'said');
  const notify = await program(folder, 'notify', `echo "$NOTIFY_SOCKET $*" >> ${said}`);
  const lines = async () => (await readFile(said, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
  const env = { PATH: process.env['PATH'], NOTIFY_SOCKET: '/run/systemd/notify', WATCHDOG_USEC: '90000' };

  const alone = systemd({ env: { WATCHDOG_USEC: '90000' }, log, program: notify });
  await alone.ready();
  await alone.stopping();
  expect(await lines()).toEqual([]);

  const service = systemd({ env, log, program: notify });
  onTestFinished(() => service.stopping());
  await service.ready();
  expect((await lines())[0]).toBe('/run/systemd/notify --ready');
  await eventually(async () => expect(await lines()).toContain('/run/systemd/notify WATCHDOG=1'));
  await service.stopping();
  expect(await lines()).toContain('/run/systemd/notify STOPPING=1');
  // Where systemd's program is missing, the server runs all the same.
  await systemd({ env, log, program: join(folder, 'nothing') }).stopping();
});

/** What its headings are called in addresses. */
function placesIn(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}
