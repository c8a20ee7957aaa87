import type { z } from "zod";

/** Prefix of every public identifier: `<prefix>_<26 characters of Crockford base32>`, a UUIDv7 underneath. */
export const idPrefixes = [
  "usr",
  "str",
  "ver",
  "lst",
  "pri",
  "dec",
  "pur",
  "att",
  "op",
  "evt",
  "ent",
  "ins",
  "acc",
  "ltx",
  "len",
  "aud",
  "eml",
  "dlt",
  "cpn",
  "cpr",
  "rfd",
  "dsp",
  "pac",
  "pyt",
  "psk",
  "trv",
  "mov",
  "rcn",
  "rcd",
  "cas",
  "flg",
  "rev",
  "apl",
  "ntf",
  "dex",
  "ers",
  "anc",
  "dst",
  "run",
  "trl",
] as const;

export type IdPrefix = (typeof idPrefixes)[number];
export type Id<P extends IdPrefix> = `${P}_${string}` & z.core.$brand<P>;

const suffixPattern = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

export const isId = <P extends IdPrefix>(prefix: P, value: string): value is Id<P> =>
  value.startsWith(`${prefix}_`) && suffixPattern.test(value.slice(prefix.length + 1));
