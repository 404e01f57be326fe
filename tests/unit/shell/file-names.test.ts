import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { freeName, isRefusedFile, refusedFiles, safeFileName } from '../../../main/security/file-names.ts';

test.each([
  ['report.pdf', 'report.pdf'],
  ['Doses – März 2026.csv', 'Doses – März 2026.csv'],
  ['../../.ssh/authorized_keys', 'authorized_keys'],
  ['C:\\Windows\\System32\\drivers', 'drivers'],
  ['..', 'download'],
  ['', 'download'],
  ['.bashrc', 'bashrc'],
  ['report.pdf.', 'report.pdf'],
  ['report.exe. . .', 'report.exe'],
  ['a\u0000b\u0007.pdf', 'ab.pdf'],
  ['report\u202efdp.exe', 'reportfdp.exe'],
  ['who?*<>|":.txt', 'who_______.txt'],
  ['CON', '_CON'],
  ['nul.txt', '_nul.txt'],
  ['com1.tar.gz', '_com1.tar.gz'],
  ['report.pdf:stream', 'report.pdf_stream'],
])('[K4] a file that a page calls %o is saved as %o', (suggested, saved) => {
  expect(safeFileName(suggested)).toBe(saved);
});

test('[K4] a name stays in its folder, is short, shows its ending and has nothing invisible, whatever a page suggests', () => {
  const parts = fc.constantFrom(
    '..',
    '/',
    '\\',
    '.',
    ' ',
    'con',
    '\u202e',
    '\u0000',
    ':',
    '.exe',
    'a'.repeat(90),
    '😀',
  );
  const suggested = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(parts).map((each) => each.join('')),
  );
  fc.assert(
    fc.property(suggested, (name) => {
      const safe = safeFileName(name);
      expect(safe).toMatch(/^[^\p{C}/\\<>:"|?*]+$/u);
      expect(safe).not.toMatch(/^[. ]|[. ]$/);
      expect(safe.length).toBeLessThanOrEqual(120);
      expect(safeFileName(safe)).toBe(safe);
    }),
  );
});

test('[K4] a long name keeps its ending', () => {
  expect(safeFileName(`${'x'.repeat(300)}.pdf`)).toMatch(/^x{116}\.pdf$/);
});

test.each([
  'setup.exe',
  'SETUP.EXE',
  'report.pdf.exe',
  'macro.vbs',
  'order.lnk',
  'help.chm',
  'install.sh',
  'setup.msi',
])('[K4] %s is refused', (name) => expect(isRefusedFile(safeFileName(name))).toBe(true));

test.each(['report.pdf', 'orders.csv', 'orders.xlsx', 'exe', 'letter.docx', 'picture.png'])(
  '[K4] %s is not refused',
  (name) => expect(isRefusedFile(safeFileName(name))).toBe(false),
);

test('[K4] no ending is refused twice', () => {
  const endings = refusedFiles.flatMap((each) => each.endings.split(' '));
  expect(endings).toEqual([...new Set(endings)]);
});

test('[K4] a name that is taken gets the next number, and nothing is overwritten', () => {
  const taken = new Set(['report.pdf', 'report (2).pdf', 'README']);
  expect(freeName('report.pdf', (name) => taken.has(name))).toBe('report (3).pdf');
  expect(freeName('README', (name) => taken.has(name))).toBe('README (2)');
  expect(freeName('other.pdf', (name) => taken.has(name))).toBe('other.pdf');
});
