const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Bytes of standard base64, or undefined where the text is not the one way to write them. The same in every browser and Node. */
export function bytesOfBase64(text: string): Uint8Array | undefined {
  const letters = text.replace(/={1,2}$/, "");
  const spareBits = (letters.length * 6) % 8;
  if (text.length % 4 !== 0 || spareBits === 6) return undefined;
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const letter of letters) {
    const digit = alphabet.indexOf(letter);
    if (digit < 0) return undefined;
    held = (held << 6) | digit;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push(held >>> bits);
    held &= (1 << bits) - 1;
  }
  return held === 0 ? Uint8Array.from(bytes) : undefined;
}
