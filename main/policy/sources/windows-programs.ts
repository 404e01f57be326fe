import { existsSync } from 'node:fs';
import { win32 } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The usual place first: whoever starts the kiosk can set SystemRoot to a folder with a program of their own. */
export function inSystem32(program: string, { SystemRoot = '' }: Environment, exists = existsSync): string {
  const usual = win32.join('C:\\Windows', 'System32', program);
  if (exists(usual) || !/^[A-Za-z]:\\[^\\/:*?"<>|]+$/.test(SystemRoot)) return usual;
  return win32.join(SystemRoot, 'System32', program);
}
