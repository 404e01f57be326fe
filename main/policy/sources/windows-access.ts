/** Reads access lists as Windows writes them in its security descriptor language (SDDL), the same in every language. */

/** Administrators, the system, and the installer service of Windows. */
const administrators = new Set([
  'BA',
  'SY',
  'S-1-5-32-544',
  'S-1-5-18',
  'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464',
]);

/** Reading and executing, as letters or as a mask without any bit that writes, deletes or hands over. */
const readingRights = new Set(['FR', 'FX', 'GR', 'GX', 'RC']);
const readingMask = 0x0012_00a9 | 0x8000_0000 | 0x2000_0000;

const descriptor = /^O:(S-[\d-]+|[A-Z]{2})(?:G:(?:S-[\d-]+|[A-Z]{2}))?D:[A-Z]*((?:\([^()]*\))+)$/;

/** @returns how others than administrators could write, or undefined when they cannot */
export function whatIsOpen(sddl: string): string | undefined {
  const [, owner, entries] = descriptor.exec(sddl) ?? [];
  // What is not understood is not trusted: no list, for one, lets everybody do everything.
  if (owner === undefined || entries === undefined) return 'its access list is not understood';
  if (!administrators.has(owner)) return 'it does not belong to the administrators';
  const open = [...entries.matchAll(/\(([^()]*)\)/g)].some(([, entry]) => letsOthersWrite(entry!));
  return open ? 'others than administrators can write it' : undefined;
}

function letsOthersWrite(entry: string): boolean {
  const [type, flags = '', rights = '', , , who = ''] = entry.split(';');
  const isForChildrenOnly = flags.includes('IO');
  if (type === 'D' || isForChildrenOnly || administrators.has(who)) return false;
  return !onlyReads(rights);
}

function onlyReads(rights: string): boolean {
  if (/^0x[0-9a-f]{1,8}$/i.test(rights)) return (Number(rights) & ~readingMask) === 0;
  const letters = rights.match(/../g) ?? [];
  return rights.length % 2 === 0 && letters.every((right) => readingRights.has(right));
}
