import { cp, readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getConfig } from 'app-builder-lib/out/util/config/config.js';
import { resolveFunction } from 'app-builder-lib/out/util/resolve.js';
import { expect, test } from 'vitest';
import { linkScheme } from '../../../main/starting/asked-application.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const root = join(import.meta.dirname, '../../..');
const classKey = `Software\\Classes\\${linkScheme}`;
const builder = dirname(createRequire(import.meta.url).resolve('app-builder-lib/package.json'));
const configuration = await getConfig(root, 'electron-builder.yml', {});

test('[K1] the setup program registers links for everybody, and takes with it all that it registered', async () => {
  const script = await readFile(join(root, configuration.nsis!.include!), 'utf8');
  const [, install = '', uninstall = ''] =
    /!macro customInstall\n([^]*?)!macroend\n\n!macro customUnInstall\n([^]*?)!macroend/.exec(script)!;
  const written = [...install.matchAll(/^ {2}WriteRegStr (\S+) "([^"]+)" "([^"]*)" (.+)$/gm)].map(([, ...row]) => row);
  const quoted = `'"$INSTDIR\\\${APP_EXECUTABLE_FILENAME}"`;
  expect(written).toEqual([
    ['SHELL_CONTEXT', classKey, '', '"URL:Enterprise Portal"'],
    ['SHELL_CONTEXT', classKey, 'URL Protocol', '""'],
    ['SHELL_CONTEXT', `${classKey}\\DefaultIcon`, '', `${quoted},0'`],
    ['SHELL_CONTEXT', `${classKey}\\shell\\open\\command`, '', `${quoted} "%1"'`],
  ]);
  expect(install.trim().split('\n')).toHaveLength(written.length);
  expect(uninstall.trim()).toBe(`DeleteRegKey SHELL_CONTEXT "${classKey}"`);
  expect(configuration.nsis?.perMachine).toBe(true);
});

test('[K1] electron-builder’s setup program calls both macros, for the machine where it installs for the machine', async () => {
  const template = (name: string) => readFile(join(builder, 'templates/nsis', name), 'utf8');
  expect(await template('installSection.nsh')).toContain('!insertmacro customInstall');
  expect(await template('uninstaller.nsh')).toContain('!insertmacro customUnInstall');
});

test('[K1] the MSI registers links for everybody, as something of its own that goes with it', async () => {
  const project = join(await temporaryFolder(), 'project.wxs');
  await cp(join(builder, 'templates/msi/template.xml'), project);
  const before = await readFile(project, 'utf8');
  const addLinks = (await resolveFunction('module', configuration.msiProjectCreated!, 'msiProjectCreated', root)) as (
    file: string,
  ) => Promise<void>;
  await addLinks(project);
  const after = await readFile(project, 'utf8');

  const [component = ''] = /<Component Id="LinkScheme"[^]*?<\/Component>/.exec(after)!;
  expect(after.replace(component, '').replaceAll(/\s+/g, '')).toBe(before.replaceAll(/\s+/g, ''));
  expect(component).toMatch(/Guid="[\dA-F]{8}(-[\dA-F]{4}){3}-[\dA-F]{12}"/);
  expect(component).toContain(`<RegistryKey Root="HKLM" Key="${classKey}">`);
  expect(component.match(/<RegistryValue [^>]+>/g)).toEqual([
    '<RegistryValue Type="string" Value="URL:Enterprise Portal" KeyPath="yes"/>',
    '<RegistryValue Type="string" Name="URL Protocol" Value=""/>',
    '<RegistryValue Type="string" Key="DefaultIcon" Value="&quot;[#mainExecutable]&quot;,0"/>',
    '<RegistryValue Type="string" Key="shell\\open\\command" Value="&quot;[#mainExecutable]&quot; &quot;%1&quot;"/>',
  ]);
  // The one file that electron-builder gives this name, in the group that the one feature installs.
  expect(await readFile(join(builder, 'out/targets/MsiTarget.js'), 'utf8')).toContain(' Id="mainExecutable"');
  expect(/<ComponentGroup Id="ProductComponents"[^]*<\/ComponentGroup>/.exec(after)![0]).toContain(component);

  await expect(addLinks(join(builder, 'package.json'))).rejects.toThrow('has changed');
});

test('[K1] no running kiosk registers links, which would be left behind for each person who ever started it', async () => {
  const files = (await readdir(join(root, 'main'), { recursive: true })).filter((name) => name.endsWith('.ts'));
  expect(files).toContain('main.ts');
  for (const name of files) {
    expect(await readFile(join(root, 'main', name), 'utf8'), name).not.toContain('DefaultProtocolClient');
  }
});
