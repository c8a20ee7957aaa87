const ownWords = /^[A-Za-z0-9_. /-]*$/;
const plainName = /^[a-z][A-Za-z0-9_]{0,39}$/;

/** A number as a Python float that reads back as the same 64 bits. Throws a RangeError on what is not finite. */
export function pythonFloat(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`Python has no literal for ${value}`);
  if (Object.is(value, -0)) return "-0.0";
  const digits = String(value);
  return /^-?\d+$/.test(digits) ? `${digits}.0` : digits;
}

/** A whole number as a Python int. Throws a RangeError on any other. */
export function pythonInteger(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number`);
  return Object.is(value, -0) ? "0" : String(value);
}

/** A string of our own vocabulary, which needs no escape. Throws a RangeError on any other. */
export function pythonString(text: string): string {
  if (!ownWords.test(text)) throw new RangeError("that is none of our own words");
  return `"${text}"`;
}

/** A name of the document behind a prefix that makes it no word of Python. Throws a RangeError on what is no such name. */
export function prefixedName(prefix: "i_" | "p_", name: string): string {
  if (!plainName.test(name)) throw new RangeError("that is no name of a parameter or an indicator");
  return `${prefix}${name}`;
}

/** Named parts in one order, whatever order the document has them in: its hash does not know that order either. */
export const inOrder = <Part>(parts: Readonly<Record<string, Part>>): [string, Part][] =>
  Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1));
