/** How single answers are written. */

/** Since midnight; undefined where it is no time of a day. */
export function minutesOf(text: string | undefined): number | undefined {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text?.trim() ?? '') ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

/** Luhn's digit over the number with 80840 before it (45 CFR 162.406; ISO/IEC 7812-1). */
export function isNpi(text: string): boolean {
  if (!/^[12]\d{9}$/.test(text)) return false;
  const digits = `80840${text}`.split('').toReversed().map(Number);
  const sum = digits.reduce(
    (all, digit, at) => all + (at % 2 === 0 ? digit : digit < 5 ? 2 * digit : 2 * digit - 9),
    0,
  );
  return sum % 10 === 0;
}

export function isPhone(text: string): boolean {
  return /^[0-9()+. -]+$/.test(text.trim()) && /^1?[2-9]\d{9}$/.test(text.replace(/\D/g, ''));
}

export function isEmail(text: string): boolean {
  return /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+\.[^\s@.]{2,}$/.test(text.trim());
}

export function isBlank(text: string | undefined): text is undefined | '' {
  return text === undefined || text.trim() === '';
}

/** Case and outer spaces make no other logger, address or name. */
export function key(text: string): string {
  return text.trim().toLowerCase();
}
