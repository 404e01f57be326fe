/** With hyphens, such as those of telephones and of orders: `800-348-9158`, `(512) 555-0100`, `VA-2400165`. */
const numbers = /((?:\(\d{3}\) )?[\dA-Z]+(?:-[\dA-Z]*\d[\dA-Z]*)+)/;

/** @returns by turns what stands around such numbers, which may be nothing, and one of them */
export function aroundNumbersIn(text: string): readonly string[] {
  return text.split(numbers);
}
