import { type Id, type IdPrefix, isId } from "@boltz/contract";
import { typeid } from "typeid-js";

const checked = <P extends IdPrefix>(prefix: P, value: string): Id<P> => {
  if (!isId(prefix, value)) throw new TypeError(`not an id with prefix ${prefix}`);
  return value;
};

/** A fresh id, a UUIDv7 underneath, so that ids sort by the time they were made. */
export const newId = <P extends IdPrefix>(prefix: P): Id<P> => checked(prefix, typeid(prefix).toString());

const letters = "0123456789abcdefghjkmnpqrstvwxyz";
const [hyphen, digit0, letterA] = [0x2d, 0x30, 0x61] as const;
const digits = "0123456789abcdef";
const uuidParts = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;
const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Crockford's base32 of a uuid's 128 bits, two zero bits before them. A list of results needs dozens at once. */
const suffixOf = (uuid: string): string => {
  let suffix = "";
  let held = 0;
  let bits = 2;
  for (let index = 0; index < uuid.length; index += 1) {
    const code = uuid.charCodeAt(index);
    if (code === hyphen) continue;
    held = (held << 4) | (code < letterA ? code - digit0 : code - letterA + 10);
    bits += 4;
    if (bits < 5) continue;
    bits -= 5;
    suffix += letters.charAt(held >> bits);
    held &= (1 << bits) - 1;
  }
  return suffix;
};

export const idFromUuid = <P extends IdPrefix>(prefix: P, uuid: string): Id<P> => {
  if (!uuidPattern.test(uuid)) throw new TypeError("not a uuid");
  return checked(prefix, `${prefix}_${suffixOf(uuid)}`);
};

/** Takes every id that `isId` takes, also one that nobody ever made: it is looked up, and not found. */
export const uuidFromId = <P extends IdPrefix>(prefix: P, id: Id<P>): string => {
  let hex = "";
  let held = 0;
  let bits = -2;
  for (const letter of checked(prefix, id).slice(prefix.length + 1)) {
    held = (held << 5) | letters.indexOf(letter);
    bits += 5;
    while (bits >= 4) {
      bits -= 4;
      hex += digits.charAt((held >> bits) & 15);
    }
    held &= (1 << bits) - 1;
  }
  return hex.replace(uuidParts, "$1-$2-$3-$4-$5");
};
