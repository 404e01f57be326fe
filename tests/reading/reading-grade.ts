/**
 * The years of school in the United States that a text asks for, by Flesch and Kincaid (1975): longer sentences and longer
 * words ask for more. Syllables are counted by their vowels, as that formula's programs do; it is a hint and no judge.
 */
export function readingGrade(text: string): number {
  const words = wordsOf(text);
  if (words.length === 0) return 0;
  const sentences = Math.max(1, text.split(/[.!?:;…]+(?:\s|$)/).filter((part) => /\p{L}/u.test(part)).length);
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59;
}

export function wordsOf(text: string): string[] {
  return text.match(/\p{L}[\p{L}’'-]*/gu) ?? [];
}

function syllablesOf(word: string): number {
  const plain = word
    .toLowerCase()
    .replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '')
    .replace(/^y/, '');
  return Math.max(1, (plain.match(/[aeiouy]{1,2}/g) ?? []).length);
}
