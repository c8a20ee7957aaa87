import { z } from "zod";
import { type Id, type IdPrefix, isId } from "./id-format.ts";

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
