/**
 * A National Drug Code in the form of the CDC's tables: 11 digits, 5-4-2. Three parts may lack their leading zeros; without
 * hyphens it has all of them, because ten digits do not say which part is short.
 * @returns undefined where it is none
 */
export function ndcIn(written: string): string | undefined {
  const parts = written.trim().split('-');
  const digits =
    parts.length === 3
      ? [parts[0]!.padStart(5, '0'), parts[1]!.padStart(4, '0'), parts[2]!.padStart(2, '0')].join('')
      : bareNdc(written);
  return /^\d{11}$/.test(digits) ? `${digits.slice(0, 5)}-${digits.slice(5, 9)}-${digits.slice(9)}` : undefined;
}

/** Its digits alone. */
export const bareNdc = (written: string): string => written.replaceAll(/[\s-]/g, '');
