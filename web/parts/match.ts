/** Where the typed words stand in a text, whatever their case and accents. */

export function matchPositions(
  text: string,
  words: string,
): readonly [start: number, end: number] | undefined {
  const wanted = fold(words.trim());
  if (wanted === '') return undefined;
  // Folding may change the length, so that positions are counted letter by letter.
  let folded = '';
  const origin: number[] = [];
  let at = 0;
  for (const letter of text) {
    for (const part of fold(letter)) {
      folded += part;
      for (let unit = 0; unit < part.length; unit += 1) origin.push(at);
    }
    at += letter.length;
  }
  origin.push(text.length);
  const start = folded.indexOf(wanted);
  if (start < 0) return undefined;
  return [origin[start] ?? 0, origin[start + wanted.length] ?? text.length];
}

/** Whether each of the typed words stands somewhere in the text. */
export function matchesWords(text: string, words: string): boolean {
  return words
    .trim()
    .split(/\s+/)
    .every((word) => fold(text).includes(fold(word)));
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{Mn}ʻʼ'’]/gu, '')
    .toLowerCase();
}
