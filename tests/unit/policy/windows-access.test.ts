import { expect, test } from 'vitest';
import { windowsAdministrators } from '../../../main/policy/sources/trusted-file.ts';
import { whatIsOpen } from '../../../main/policy/sources/windows-access.ts';
import { program } from './sources-that-say.ts';

const byAdministrator = 'O:BAG:SYD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;0x1200a9;;;BU)';

const closed = [
  byAdministrator,
  'O:SYG:SYD:P(A;;FA;;;BA)(A;;FR;;;WD)',
  'O:S-1-5-32-544G:S-1-5-18D:PAI(A;;FA;;;SY)(A;;FRFX;;;AU)',
  'O:BAG:SYD:(A;;FA;;;BA)(A;OICIIO;GA;;;CO)(D;;FA;;;BG)',
];

test.each(closed)('[K3] only administrators can write a file with %s', (sddl) => {
  expect(whatIsOpen(sddl)).toBeUndefined();
});

const open: [string, string][] = [
  ['O:S-1-5-21-1-2-3-1001G:SYD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)', 'does not belong'],
  ['O:BUG:SYD:AI(A;ID;FA;;;SY)', 'does not belong'],
  ['O:BAG:SYD:AI(A;ID;FA;;;BA)(A;ID;0x1301bf;;;BU)', 'others'],
  ['O:BAG:SYD:AI(A;ID;FA;;;BA)(A;;FW;;;S-1-5-21-1-2-3-1001)', 'others'],
  ['O:BAG:SYD:AI(A;ID;FA;;;BA)(A;;FRSD;;;AU)', 'others'],
  ['O:BAG:SYD:AI(A;ID;FA;;;BA)(A;;0x40000000;;;WD)', 'others'],
  ['O:BAG:SYD:AI(A;ID;FA;;;BA)(A;;0x80000;;;WD)', 'others'],
  ['O:BAG:SYD:NO_ACCESS_CONTROL', 'not understood'],
  ['O:BAG:SYD:', 'not understood'],
  ['O:BAG:SYD:(XA;;FA;;;WD;(Member_of {SID(BA)}))', 'not understood'],
  ['', 'not understood'],
];

test.each(open)('[K3] a file with %s is refused', (sddl, reason) => {
  expect(whatIsOpen(sddl)).toContain(reason);
});

test('[K3] on Windows a file of a user in the folder of all programs is refused', async () => {
  const file = 'C:\\ProgramData\\Enterprise Portal Kiosk\\config.json';
  const answering = (output: string, code = 0) => windowsAdministrators(program(() => ({ code, output })).run, {});
  await expect(answering(`${byAdministrator}\r\n`)(file)).resolves.toBeUndefined();
  await expect(answering('O:S-1-5-21-1-2-3-1001G:SYD:(A;;FA;;;BA)')(file)).rejects.toThrow(`${file} is refused`);
  await expect(answering('', 1)(file)).rejects.toThrow('could not be found out');
});
