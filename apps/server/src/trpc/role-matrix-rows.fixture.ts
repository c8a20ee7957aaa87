export const people = [
  "visitor",
  "unverified",
  "buyer",
  "creator",
  "owner",
  "moderator",
  "finance",
  "admin",
  "suspended",
  "erased",
] as const;
export type Who = (typeof people)[number];

export const ok = "ok";
export const sign = "unauthenticated";
export const mail = "email_unverified";
export const no = "forbidden";
export const gone = "not_found";
export const out = "suspended";

type Cell = string;

/**
 * What each of `people` gets, in that order. `owner` is who the thing belongs to: its creator, or its
 * buyer; `creator` is another one; `suspended` is a creator whose account is; `erased` comes with the session of before.
 */
export type Row = readonly [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell];
export const everybody: Row = [ok, ok, ok, ok, ok, ok, ok, ok, ok, ok];
export const signedIn: Row = [sign, ok, ok, ok, ok, ok, ok, ok, ok, sign];
export const active: Row = [sign, ok, ok, ok, ok, ok, ok, ok, out, sign];
export const creators: Row = [sign, no, no, ok, ok, no, no, no, out, sign];
export const verifiedCreators: Row = [sign, mail, no, ok, ok, no, no, no, out, sign];
export const itsCreator: Row = [sign, gone, gone, gone, ok, gone, gone, gone, gone, sign];
export const moderators: Row = [sign, no, no, no, no, ok, no, ok, out, sign];
export const buyers: Row = [sign, mail, ok, ok, "own_listing", ok, ok, ok, out, sign];
export const itsBuyer: Row = [sign, gone, gone, gone, ok, gone, gone, gone, gone, sign];
export const finance: Row = [sign, no, no, no, no, no, ok, ok, out, sign];
export const staff: Row = [sign, no, no, no, no, ok, ok, ok, out, sign];
export const itsReader: Row = [sign, gone, gone, gone, ok, ok, gone, ok, gone, sign];
export const admins: Row = [sign, no, no, no, no, no, no, ok, out, sign];

export interface Case {
  who: Row;
  kind?: "mutation";
  input?: (who: Who) => Promise<unknown>;
}
