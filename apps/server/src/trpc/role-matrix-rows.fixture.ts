export const people = [
  "visitor",
  "unverified",
  "buyer",
  "creator",
  "owner",
  "moderator",
  "finance",
  "admin",
] as const;
export type Who = (typeof people)[number];

export const ok = "ok";
export const sign = "unauthenticated";
export const mail = "email_unverified";
export const no = "forbidden";
export const gone = "not_found";

/** What each of `people` gets, in that order. `owner` is who the thing belongs to: its creator, or its buyer. */
export type Row = readonly [string, string, string, string, string, string, string, string];
export const everybody: Row = [ok, ok, ok, ok, ok, ok, ok, ok];
export const signedIn: Row = [sign, ok, ok, ok, ok, ok, ok, ok];
export const creators: Row = [sign, no, no, ok, ok, no, no, no];
export const verifiedCreators: Row = [sign, mail, no, ok, ok, no, no, no];
export const itsCreator: Row = [sign, gone, gone, gone, ok, gone, gone, gone];
export const moderators: Row = [sign, no, no, no, no, ok, no, ok];
export const buyers: Row = [sign, mail, ok, ok, "own_listing", ok, ok, ok];
export const itsBuyer: Row = [sign, gone, gone, gone, ok, gone, gone, gone];
export const finance: Row = [sign, no, no, no, no, no, ok, ok];
export const staff: Row = [sign, no, no, no, no, ok, ok, ok];
export const itsReader: Row = [sign, gone, gone, gone, ok, ok, gone, ok];

export interface Case {
  who: Row;
  kind?: "mutation";
  input?: () => Promise<unknown>;
}
