/** A text as it is read: one spelling of each letter, dash, apostrophe and space, without marks of style. */
export interface FoldedText {
  text: string;
  /** Where each unit of `text` begins and ends (exclusive) in the original. */
  starts: number[];
  ends: number[];
}

const lineBreak = /(?<!\n)\n(?![ \t\r]*(?:\n|$|[-+*#>|]|\d+[.)]))/gu;
const unseen = /^[\p{M}\p{Cf}]$/u;
const marks = /\p{M}/gu;
const style = new Set("*_~`\\");

/** A character beyond ASCII in the letters that it is read as. */
const plainOf = (char: string): string => {
  if (unseen.test(char)) return "";
  if (/^[‘’ʼ′´]$/u.test(char)) return "'";
  if (/^[\p{Pd}−]$/u.test(char)) return "-";
  if (/^\p{Z}$/u.test(char)) return " ";
  return char.normalize("NFKD").replaceAll(marks, "").toLowerCase();
};

const foldedChar = (char: string): string => {
  if (style.has(char)) return "";
  if (char === "\n") return char;
  if (char <= " ") return " ";
  return char < "\u0080" ? char.toLowerCase() : plainOf(char);
};

/**
 * Folds a text so that rules can be written for one spelling: lower case, straight apostrophes, plain
 * hyphens, single spaces, no markdown emphasis and nothing invisible. A line break stays only where a
 * paragraph or a list item ends. Linear in the text's length.
 */
export const foldText = (original: string): FoldedText => {
  const [starts, ends]: [number[], number[]] = [[], []];
  let text = "";
  let at = 0;
  for (const char of original.replaceAll(lineBreak, " ")) {
    const folded = foldedChar(char);
    const isDoubled = folded === " " && (text.endsWith(" ") || text.endsWith("\n"));
    if (!isDoubled) {
      text += folded;
      for (let unit = 0; unit < folded.length; unit += 1) {
        starts.push(at);
        ends.push(at + char.length);
      }
    }
    at += char.length;
  }
  return { text, starts, ends };
};
