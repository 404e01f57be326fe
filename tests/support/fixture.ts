/** A fixture that needs no other, for Playwright, which reads the names of those that one needs from its first parameter. */
export function alone<Value, Info>(
  fixture: (use: (value: Value) => Promise<void>, info: Info) => Promise<void>,
): (needed: object, use: (value: Value) => Promise<void>, info: Info) => Promise<void> {
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern
  return ({}, use, info) => fixture(use, info);
}
