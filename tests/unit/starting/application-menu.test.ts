import { expect, test } from 'vitest';
import { applicationMenu } from '../../../main/starting/application-menu.ts';

test('[K2] macOS has a menu for editing, without which Cmd+C and Cmd+V do nothing, and no other system has any', () => {
  const [first, edit, ...more] = applicationMenu('darwin')!;
  expect(more).toEqual([]);
  expect(first?.submenu).toEqual([]);
  expect(edit?.submenu).toEqual(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'].map((role) => ({ role })));
  expect(applicationMenu('win32')).toBeUndefined();
  expect(applicationMenu('linux')).toBeUndefined();
});
