/** The names of texts that are the same in both, such as `frame.portal`. */
export function sameTexts(source: object, translation: object, path: readonly string[] = []): string[] {
  return Object.entries(source).flatMap(([name, text]) => {
    const other = (translation as Record<string, unknown>)[name];
    const here = [...path, name];
    if (typeof text === 'object') return sameTexts(text as object, other as object, here);
    return say(text) === say(other) ? [here.join('.')] : [];
  });
}

function say(text: unknown): unknown {
  if (typeof text !== 'function') return text;
  const worded = text as (...parameters: unknown[]) => string;
  // Whichever of the parameters is whom to call, a list, a day, or a text of which parts are taken.
  const asText = { split: () => ['N'], charAt: () => 'N', toLowerCase: () => 'n' };
  const asDay = { [Symbol.toPrimitive]: (hint: string) => (hint === 'string' ? '2026-01-02' : 3) };
  const anything = Object.assign([3], { name: 'N', email: 'E', phone: 'P', ...asText, ...asDay });
  return worded(...Array.from({ length: worded.length }, () => anything));
}
