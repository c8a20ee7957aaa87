/** Letters and digits that nobody mistakes for others when they are read aloud or typed from paper. */
const alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const length = 8;
// Bytes beyond the last whole round of the alphabet are dropped, so that every letter is as likely.
const bound = 256 - (256 % alphabet.length);

/** A code for a coupon that nobody guesses. */
export function newCode(random: () => Uint8Array = () => crypto.getRandomValues(new Uint8Array(16))): string {
  let code = "";
  while (code.length < length)
    for (const byte of random())
      if (byte < bound && code.length < length) code += alphabet.charAt(byte % alphabet.length);
  return code;
}
