import type { UserId } from "@boltz/contract";
import {
  couponRedemptions,
  coupons,
  disputes,
  entitlements,
  installs,
  ledgerAccounts,
  ledgerEntries,
  ledgerTransactions,
  payoutAccounts,
  payoutReviews,
  payoutSkips,
  payouts,
  providerOps,
  purchases,
  refunds,
  transferReversals,
} from "@boltz/db/schema";
import { eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import { ofTable, type Section } from "./section.ts";

const { idempotencyKey: _key, requestHash: _hash, ...purchaseColumns } = getTableColumns(purchases);
const { tokenHash: _token, ...installColumns } = getTableColumns(installs);
const { requestHash: _callHash, ...callColumns } = getTableColumns(providerOps);
const { startedBy: _startedBy, ...payoutReviewColumns } = getTableColumns(payoutReviews);

/** What a creator may know of a sale: nothing that tells who bought. */
const saleColumns = {
  id: purchases.id,
  listingId: purchases.listingId,
  versionId: purchases.versionId,
  status: purchases.status,
  listingTitle: purchases.listingTitle,
  listPriceMinor: purchases.listPriceMinor,
  discountMinor: purchases.discountMinor,
  couponId: purchases.couponId,
  priceMinor: purchases.priceMinor,
  currency: purchases.currency,
  feeMinor: purchases.feeMinor,
  earningMinor: purchases.earningMinor,
  returnedMinor: purchases.returnedMinor,
  feeReturnedMinor: purchases.feeReturnedMinor,
  releaseAt: purchases.releaseAt,
  releasedAt: purchases.releasedAt,
  createdAt: purchases.createdAt,
  completedAt: purchases.completedAt,
};

const ofOwn = (owner: typeof purchases.buyerId | typeof purchases.creatorId) => (person: UserId) =>
  sql`in (select ${purchases.id} from ${purchases} where ${eq(owner, person)})`;
const ofOwnPurchases = ofOwn(purchases.buyerId);
const ofOwnSales = ofOwn(purchases.creatorId);
const ofOwnAccounts = (person: UserId): SQL =>
  sql`in (select ${ledgerAccounts.id} from ${ledgerAccounts} where ${eq(ledgerAccounts.ownerId, person)})`;

const bought: readonly Section[] = [
  ofTable({
    name: "purchases",
    about: "What you bought or began to buy.",
    ...{ table: purchases, columns: purchaseColumns, owner: purchases.buyerId, keys: [purchases.id] },
  }),
  ofTable({
    name: "refunds",
    about: "What you got back.",
    ...{ table: refunds, columns: getTableColumns(refunds), owner: refunds.buyerId, keys: [refunds.id] },
    where: (person) => sql`${refunds.purchaseId} ${ofOwnPurchases(person)}`,
  }),
  ofTable({
    name: "disputes",
    about: "Payments of yours that were disputed at the bank.",
    ...{ table: disputes, columns: getTableColumns(disputes), owner: disputes.buyerId, keys: [disputes.id] },
    where: (person) => sql`${disputes.purchaseId} ${ofOwnPurchases(person)}`,
  }),
  ofTable({
    name: "library",
    about: "The strategies that you may install.",
    ...{ table: entitlements, columns: getTableColumns(entitlements) },
    ...{ owner: entitlements.userId, keys: [entitlements.id] },
  }),
  ofTable({
    name: "installs",
    about: "When you downloaded them.",
    ...{ table: installs, columns: installColumns, owner: installs.userId, keys: [installs.id] },
    where: (person) =>
      sql`${installs.entitlementId} in (select ${entitlements.id} from ${entitlements} where ${eq(entitlements.userId, person)})`,
  }),
  ofTable({
    name: "coupon-redemptions",
    about: "The coupons that you used.",
    ...{ table: couponRedemptions, columns: getTableColumns(couponRedemptions) },
    ...{ owner: couponRedemptions.buyerId, keys: [couponRedemptions.id] },
    where: (person) => sql`${couponRedemptions.purchaseId} ${ofOwnPurchases(person)}`,
  }),
];

const sold: readonly Section[] = [
  ofTable({
    name: "sales",
    about: "What you sold. Who bought it is the buyers' own.",
    ...{ table: purchases, columns: saleColumns, owner: purchases.creatorId, keys: [purchases.id] },
  }),
  ofTable({
    name: "sale-refunds",
    about: "Sales of yours that were refunded.",
    table: refunds,
    columns: {
      id: refunds.id,
      purchaseId: refunds.purchaseId,
      status: refunds.status,
      amountMinor: refunds.amountMinor,
      currency: refunds.currency,
      feeMinor: refunds.feeMinor,
      earningMinor: refunds.earningMinor,
      createdAt: refunds.createdAt,
      endedAt: refunds.endedAt,
    },
    ...{ owner: refunds.creatorId, keys: [refunds.id] },
    where: (person) => sql`${refunds.purchaseId} ${ofOwnSales(person)}`,
  }),
  ofTable({
    name: "sale-disputes",
    about: "Sales of yours that were disputed.",
    table: disputes,
    columns: {
      id: disputes.id,
      purchaseId: disputes.purchaseId,
      status: disputes.status,
      amountMinor: disputes.amountMinor,
      currency: disputes.currency,
      earningMinor: disputes.earningMinor,
      costMinor: disputes.costMinor,
      openedAt: disputes.openedAt,
      closedAt: disputes.closedAt,
    },
    ...{ owner: disputes.creatorId, keys: [disputes.id] },
    where: (person) => sql`${disputes.purchaseId} ${ofOwnSales(person)}`,
  }),
  ofTable({
    name: "coupons",
    about: "The coupons that you made.",
    ...{ table: coupons, columns: getTableColumns(coupons), owner: coupons.ownerId, keys: [coupons.id] },
  }),
  ofTable({
    name: "coupon-uses",
    about: "How they were used.",
    table: couponRedemptions,
    columns: {
      id: couponRedemptions.id,
      couponId: couponRedemptions.couponId,
      state: couponRedemptions.state,
      discountMinor: couponRedemptions.discountMinor,
      currency: couponRedemptions.currency,
      createdAt: couponRedemptions.createdAt,
      endedAt: couponRedemptions.endedAt,
    },
    ...{ owner: couponRedemptions.couponOwnerId, keys: [couponRedemptions.id] },
  }),
];

const paid: readonly Section[] = [
  ofTable({
    name: "payout-accounts",
    about: "Where you are paid. Bank details are kept by the payment provider, not by us.",
    ...{ table: payoutAccounts, columns: getTableColumns(payoutAccounts) },
    ...{ owner: payoutAccounts.userId, keys: [payoutAccounts.id] },
  }),
  ofTable({
    name: "payouts",
    about: "What was paid out to you.",
    ...{ table: payouts, columns: getTableColumns(payouts), owner: payouts.creatorId, keys: [payouts.id] },
  }),
  ofTable({
    name: "payout-skips",
    about: "Why a weekly run paid you nothing.",
    ...{ table: payoutSkips, columns: getTableColumns(payoutSkips) },
    ...{ owner: payoutSkips.creatorId, keys: [payoutSkips.id] },
  }),
  ofTable({
    name: "payout-review",
    about: "The review of your payouts, while there is one.",
    ...{ table: payoutReviews, columns: payoutReviewColumns },
    ...{ owner: payoutReviews.creatorId, keys: [payoutReviews.creatorId] },
  }),
  ofTable({
    name: "transfer-reversals",
    about: "What was taken back of payouts.",
    ...{ table: transferReversals, columns: getTableColumns(transferReversals) },
    ...{ owner: transferReversals.creatorId, keys: [transferReversals.id] },
  }),
  ofTable({
    name: "balances",
    about: "Your accounts in our books.",
    ...{ table: ledgerAccounts, columns: getTableColumns(ledgerAccounts) },
    ...{ owner: ledgerAccounts.ownerId, keys: [ledgerAccounts.id] },
  }),
  ofTable({
    name: "ledger-transactions",
    about: "What was booked about you.",
    ...{ table: ledgerTransactions, columns: getTableColumns(ledgerTransactions) },
    ...{ owner: ledgerTransactions.ownerId, keys: [ledgerTransactions.id] },
  }),
  ofTable({
    name: "ledger-entries",
    about: "Every entry of your accounts: they sum to your balances.",
    ...{ table: ledgerEntries, columns: getTableColumns(ledgerEntries), owner: ledgerEntries.ownerId },
    where: (person) => sql`${ledgerEntries.accountId} ${ofOwnAccounts(person)}`,
    keys: [ledgerEntries.accountId, ledgerEntries.position],
  }),
  ofTable({
    name: "provider-calls",
    about: "What we told payment providers for you.",
    ...{ table: providerOps, columns: callColumns, owner: providerOps.ownerId, keys: [providerOps.id] },
  }),
];

/** What somebody bought, sold and was paid. */
export const moneySections: readonly Section[] = [...bought, ...sold, ...paid];
