// What systems refuse in the name of a file, and what turns its direction.
const REFUSED = /[\\/:*?"<>|\u0000-\u001f\u202a-\u202e\u2066-\u2069]/g;
// Names of files have room for 255 bytes, and a character has up to four.
const MOST = 54;

/** The name of a file, without its ending: words of any length and kind. */
export function fileNameOf(...words: string[]): string {
  const short = (word: string) => [...word.slice(0, 2 * MOST)].slice(0, MOST);
  return words
    .map((word) => short(word).join("").replace(REFUSED, "_").trim())
    .join(" ");
}
