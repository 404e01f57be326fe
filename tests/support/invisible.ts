/** What mail programs, documents and chats put into text that is copied. */
export const invisible = [
  0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2060, 0x2061, 0x2062,
]
  .concat([0x2063, 0x2064, 0x2066, 0x2069, 0x00ad, 0xfeff, 0x061c, 0x180e])
  .map((code) => String.fromCodePoint(code));

/** A text with one of them after each character. */
export const sprinkled = (text: string) =>
  Array.from(text, (each, n) => each + invisible[n % invisible.length]!).join('');
