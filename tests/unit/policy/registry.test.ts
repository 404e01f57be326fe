import { expect, test } from 'vitest';
import { parseRegistryOutput } from '../../../main/policy/sources/registry-output.ts';
import { inSystem32 } from '../../../main/policy/sources/windows-programs.ts';
import { windowsRegistry } from '../../../main/policy/sources/windows-registry.ts';
import { resolve } from '../../../main/policy/resolve.ts';
import { program } from './sources-that-say.ts';

const key = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\EnterprisePortalKiosk';
const lines = (...all: string[]) => all.map((line) => `${line}\r\n`).join('');

const windows = { SystemRoot: 'C:\\Windows' };
const found = () => true;

/** A registry that answers about the key, and about the keys beside it. */
function registry(own: { code: number; output?: string }, beside: { code: number; output?: string } = { code: 1 }) {
  const { run, asked } = program((args) => (args.includes('/s') ? own : beside));
  return { asked, source: windowsRegistry(run, windows, found) };
}

test('[K3] values of every type are read from the machine part of the registry', async () => {
  const output = lines(
    '',
    key,
    '    (Standard)    REG_SZ    nothing',
    '    ServerMode    REG_SZ    clinic',
    '    ServerAddress    REG_SZ    https://portal.clinic.example/',
    '    SupportName    REG_SZ    Help Desk    of  the clinic',
    '    ApplicationWindows    REG_SZ    in place of the portal',
    '    sessionidleminutes    REG_DWORD    0xa',
    '    KioskMode    REG_DWORD    0x1',
    '    KeyFileAllowed    REG_DWORD    0x0',
    '    PrivateNetworkOrigins    REG_MULTI_SZ    https://10.1.2.3\\0https://10.1.2.4:8443 \\0',
    '    UpdateAddress    REG_SZ    ',
    '    VaosOrigins    REG_MULTI_SZ    ',
    '',
  );
  const { source, asked } = registry({ code: 0, output });
  expect(await source.read()).toEqual({
    ServerMode: 'clinic',
    ServerAddress: 'https://portal.clinic.example/',
    SupportName: 'Help Desk    of  the clinic',
    ApplicationWindows: 'in place of the portal',
    SessionIdleMinutes: 10,
    KioskMode: true,
    KeyFileAllowed: false,
    PrivateNetworkOrigins: ['https://10.1.2.3', 'https://10.1.2.4:8443'],
    UpdateAddress: '',
    VaosOrigins: [],
  });
  expect(asked).toEqual([{ file: 'C:\\Windows\\System32\\reg.exe', args: ['query', key, '/s', '/reg:64'] }]);
});

test('[K3] a list may also be a subkey with numbered values', async () => {
  const output = lines(
    key,
    '    Downloads    REG_SZ    on',
    '',
    `${key}\\VaosOrigins`,
    '    10    REG_SZ    https://c.example',
    '    1    REG_SZ    https://a.example',
    '    2    REG_SZ    https://b.example',
  );
  expect(await registry({ code: 0, output }).source.read()).toEqual({
    Downloads: 'on',
    VaosOrigins: ['https://a.example', 'https://b.example', 'https://c.example'],
  });
});

test('[K3] values of another type than the setting takes are refused by name', async () => {
  const output = lines(
    key,
    '    KioskMode    REG_DWORD    0x2',
    '    SessionIdleMinutes    REG_SZ    10',
    '    Printing    REG_BINARY    706466',
    '    ServerCertificateAuthorityFile    REG_EXPAND_SZ    %ProgramData%\\ca.pem',
    '    SupportName    REG_SZ    first line',
    'second line',
  );
  const values = await registry({ code: 0, output }).source.read();
  if (values === 'absent') throw new Error('nothing was read');
  const { problems } = resolve([{ source: 'Windows registry', values }]);
  expect(new Set(problems.map(({ setting }) => setting))).toEqual(
    new Set([
      'KioskMode',
      'KioskExitCodeHash',
      'SessionIdleMinutes',
      'Printing',
      'ServerCertificateAuthorityFile',
      'SupportName',
    ]),
  );
});

test('[K3] a key without anything in it says nothing', () => {
  expect(parseRegistryOutput('\r\n', key)).toEqual([]);
  expect(parseRegistryOutput(lines('', key, ''), key)).toEqual([]);
});

test('[K3] what is no answer about the key is not taken for one', () => {
  expect(() => parseRegistryOutput(lines('FEHLER: Zugriff verweigert'), key)).toThrow('something else');
  expect(() => parseRegistryOutput(lines('HKEY_CURRENT_USER\\SOFTWARE\\Policies\\EnterprisePortalKiosk'), key)).toThrow(
    'another key',
  );
});

test('[K3] a missing key is absent; one that is there and cannot be read is unknown, in every language', async () => {
  const around = (...names: string[]) => ({
    code: 0,
    output: lines('', ...names.map((name) => `HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\${name}`)),
  });
  const missing = registry({ code: 1 }, around('Google', 'Microsoft', 'EnterprisePortalKioskOther'));
  expect(await missing.source.read()).toBe('absent');
  const denied = registry({ code: 1 }, around('ENTERPRISEPORTALKIOSK', 'Microsoft'));
  await expect(denied.source.read()).rejects.toThrow('could not read');
  await expect(registry({ code: 1 }, { code: 1 }).source.read()).rejects.toThrow('could not read');
});

test('[K3] reg.exe is taken from where Windows is, not from where the environment says', () => {
  const usual = 'C:\\Windows\\System32\\reg.exe';
  expect(inSystem32('reg.exe', { SystemRoot: 'C:\\Users\\Public' }, found)).toBe(usual);
  expect(inSystem32('reg.exe', { SystemRoot: 'D:\\Windows' }, () => false)).toBe('D:\\Windows\\System32\\reg.exe');
  expect(inSystem32('reg.exe', { SystemRoot: '\\\\server\\share' }, () => false)).toBe(usual);
  expect(inSystem32('reg.exe', { SystemRoot: 'D:\\Users\\somebody' }, () => false)).toBe(usual);
  expect(inSystem32('reg.exe', {}, () => false)).toBe(usual);
});
