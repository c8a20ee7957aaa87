import { z } from "zod";

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

const idSchema = <P extends IdPrefix>(prefix: P) =>
  z.custom<Id<P>>(
    (value) => typeof value === "string" && isId(prefix, value),
    `must be an id like ${prefix}_…`,
  );

export const userId = idSchema("usr");
export const strategyId = idSchema("str");
export const versionId = idSchema("ver");
export const listingId = idSchema("lst");
export const purchaseId = idSchema("pur");
export const entitlementId = idSchema("ent");
export const installId = idSchema("ins");
export const decisionId = idSchema("dec");
export const auditId = idSchema("aud");
export const couponId = idSchema("cpn");
export const refundId = idSchema("rfd");
export const disputeId = idSchema("dsp");
export const payoutAccountId = idSchema("pac");
export const payoutId = idSchema("pyt");
export const transferReversalId = idSchema("trv");
export const reconciliationRunId = idSchema("rcn");
export const differenceId = idSchema("rcd");

export const caseId = idSchema("cas");
export const flagId = idSchema("flg");
export const reviewId = idSchema("rev");
export const appealId = idSchema("apl");
export const notificationId = idSchema("ntf");
export const dataExportId = idSchema("dex");
export const erasureId = idSchema("ers");

export const datasetId = idSchema("dst");

export type UserId = Id<"usr">;
export type StrategyId = Id<"str">;
export type VersionId = Id<"ver">;
export type ListingId = Id<"lst">;
export type PurchaseId = Id<"pur">;
export type EntitlementId = Id<"ent">;
export type CouponId = Id<"cpn">;
export type RefundId = Id<"rfd">;
export type DisputeId = Id<"dsp">;
export type PayoutAccountId = Id<"pac">;
export type PayoutId = Id<"pyt">;
export type TransferReversalId = Id<"trv">;
export type DecisionId = Id<"dec">;
export type CaseId = Id<"cas">;
export type ReviewId = Id<"rev">;
export type AppealId = Id<"apl">;
export type DataExportId = Id<"dex">;
export type ErasureId = Id<"ers">;
export type DatasetId = Id<"dst">;
