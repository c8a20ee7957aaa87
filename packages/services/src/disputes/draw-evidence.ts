import type { Transaction } from "@boltz/db";
import {
  emailOutbox,
  entitlements,
  installs,
  purchases,
  refunds,
  strategyVersions,
  users,
} from "@boltz/db/schema";
import { moneyText } from "@boltz/domain";
import type { EvidenceRequest } from "@boltz/providers";
import { and, asc, eq, inArray, lte } from "drizzle-orm";
import { toMoney } from "../money.ts";
import type { PurchaseRow } from "../purchases/purchase-row.ts";
import type { DisputeRow } from "../refunds/returned-state.ts";

/**
 * What is handed in about a disputed sale, from what is stored: the receipt and the terms that were
 * shown, the right to install, every download, the mails. Only the buyer's own, and only from before the
 * dispute, so that the same text is drawn however often it is.
 */
export const drawEvidence = async (
  tx: Transaction,
  dispute: DisputeRow,
): Promise<Omit<EvidenceRequest, "idempotencyKey">> => {
  const sale = await readSale(tx, dispute);
  const downloads = await readDownloads(tx, dispute);
  const mails = await readMails(tx, dispute);
  const { purchase, version } = sale;
  const product = `"${purchase.listingTitle}", version ${version}, a trading strategy delivered as a digital download`;
  const opened = downloads.filter(({ downloadedAt }) => downloadedAt !== null).length;
  const price = moneyText(purchase.priceMinor, purchase.currency);
  const paidAt = purchase.completedAt ?? purchase.createdAt;
  return {
    reference: dispute.providerReference,
    amount: toMoney(dispute.amountMinor, dispute.currency),
    summary: `The buyer bought ${product}, for ${price} on ${dayOf(paidAt)}. ${
      sale.grantedAt === null
        ? "No access was given for it."
        : `Access was given at once, and the buyer downloaded it ${timesOf(opened)} before disputing the payment.`
    } The total and the refund terms (${termsOf(purchase)}) were shown before the payment. The log lists every step.`,
    activityLog: [
      "RECEIPT",
      `Purchase ${purchase.id}`,
      `Sold: ${product}`,
      `List price ${moneyText(purchase.listPriceMinor, purchase.currency)}, discount ${moneyText(purchase.discountMinor, purchase.currency)}, paid ${price}`,
      `Begun ${timeOf(purchase.createdAt)}, completed ${purchase.completedAt === null ? "never" : timeOf(purchase.completedAt)}`,
      `Paid by ${purchase.method ?? "card"} through ${dispute.provider}, payment ${purchase.paymentReference ?? "unknown"}`,
      `Terms shown before the payment: ${termsOf(purchase)}`,
      "",
      "ACCESS",
      sale.grantedAt === null ? "None was given" : `Right to install given ${timeOf(sale.grantedAt)}`,
      "",
      "DOWNLOADS AND INSTALLS",
      ...orNone(downloads.map(lineOfDownload)),
      "",
      "MAILS SENT TO THE BUYER",
      ...orNone(mails.map(({ kind, sentAt }) => `${sentAt === null ? "" : timeOf(sentAt)} ${kind}`)),
    ].join("\n"),
    productDescription: product,
    buyerEmail: sale.buyerEmail,
    purchasedOn: paidAt,
  };
};

const readSale = async (tx: Transaction, dispute: DisputeRow) => {
  const [sale] = await tx
    .select({
      purchase: purchases,
      version: strategyVersions.version,
      buyerEmail: users.email,
      grantedAt: entitlements.grantedAt,
    })
    .from(purchases)
    .innerJoin(users, eq(users.id, purchases.buyerId))
    .innerJoin(strategyVersions, eq(strategyVersions.id, purchases.versionId))
    .leftJoin(entitlements, eq(entitlements.purchaseId, purchases.id))
    .where(eq(purchases.id, dispute.purchaseId));
  if (sale === undefined) throw new Error(`the purchase of ${dispute.id} is gone`);
  return sale;
};

const readDownloads = (tx: Transaction, dispute: DisputeRow) =>
  tx
    .select({
      version: strategyVersions.version,
      createdAt: installs.createdAt,
      downloadedAt: installs.downloadedAt,
    })
    .from(installs)
    .innerJoin(entitlements, eq(entitlements.id, installs.entitlementId))
    .innerJoin(strategyVersions, eq(strategyVersions.id, installs.versionId))
    .where(and(eq(entitlements.purchaseId, dispute.purchaseId), lte(installs.createdAt, dispute.createdAt)))
    .orderBy(asc(installs.id));

const readMails = async (tx: Transaction, dispute: DisputeRow) => {
  const rows = await tx
    .select({ id: refunds.id })
    .from(refunds)
    .where(eq(refunds.purchaseId, dispute.purchaseId));
  const about = [`receipt ${dispute.purchaseId}`, ...rows.map(({ id }) => `refunded ${id}`)];
  return tx
    .select({ kind: emailOutbox.kind, sentAt: emailOutbox.sentAt })
    .from(emailOutbox)
    .where(
      and(
        eq(emailOutbox.userId, dispute.buyerId),
        inArray(emailOutbox.dedupeKey, about),
        lte(emailOutbox.sentAt, dispute.createdAt),
      ),
    )
    .orderBy(asc(emailOutbox.sentAt), asc(emailOutbox.id));
};

const lineOfDownload = (row: Awaited<ReturnType<typeof readDownloads>>[number]) =>
  `${timeOf(row.createdAt)} link to version ${row.version} made, ${
    row.downloadedAt === null ? "not opened" : `downloaded ${timeOf(row.downloadedAt)}`
  }`;

const termsOf = ({ refundDays }: PurchaseRow) =>
  refundDays === 0 ? "no refund" : `full refund within ${refundDays} days of the purchase`;

const orNone = (lines: string[]) => (lines.length === 0 ? ["None"] : lines);
const timesOf = (count: number) => (count === 1 ? "once" : `${count} times`);
const dayOf = (at: Date) => at.toISOString().slice(0, 10);
const timeOf = (at: Date) => `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;
