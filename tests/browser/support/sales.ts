import { randomUUID } from "node:crypto";
import { type PaymentOption, type PurchaseId, startPurchaseOutput } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import { system } from "@boltz/domain";
import { testCards } from "@boltz/sandbox";
import { releaseEarnings } from "@boltz/services";
import type { BrowserContext } from "playwright-core";
import { expect } from "vitest";
import { z } from "zod";
import type { Site } from "../../support/site.ts";
import { listingTitled } from "./listings.ts";
import { call } from "./people.ts";

const answer = z.object({ result: z.object({ data: startPurchaseOutput }) });

/** Buys and pays without the pages, as whoever is signed in, and waits until it is taken over. */
export const buyAtOnce = async (
  site: Site,
  context: BrowserContext,
  title: string,
  payBy: PaymentOption,
): Promise<PurchaseId> => {
  const { db, sandbox } = site;
  const [price] = await db.stored<{ amountMinor: string; currency: string }>(
    `SELECT price_minor AS "amountMinor", currency FROM strategy_marketplace WHERE title = $1`,
    [title],
  );
  const order = { listingId: await listingTitled(site, title), expectedPrice: price, ...payBy };
  const started = await call(site, context, "purchases.start", { ...order, idempotencyKey: randomUUID() });
  const { purchaseId } = answer.parse(started).result.data;
  const uuid = uuidFromId("pur", purchaseId);
  const read = async () => {
    const [row] = await db.stored<{ status: string; reference: string }>(
      "SELECT status, checkout_reference AS reference FROM strategy_purchases WHERE id = $1",
      [uuid],
    );
    return row;
  };
  const reference = (await read())?.reference ?? "";
  if (payBy.provider === "razorpay") sandbox.payRazorpay(reference, { method: payBy.method });
  else sandbox.pay(reference, testCards.pays.number);
  await expect.poll(async () => (await read())?.status, { timeout: 15_000 }).toBe("completed");
  return purchaseId;
};

/** Waits until the provider has told of a purchase's refund or dispute, and answers how it is called there. */
export const told = async (
  { db }: Site,
  table: "refunds" | "disputes",
  purchaseId: PurchaseId,
  status: string,
): Promise<string> => {
  const read = async () => {
    const [row] = await db.stored<{ status: string; reference: string | null }>(
      `SELECT status, provider_reference AS reference FROM ${table} WHERE purchase_id = $1 ORDER BY id DESC`,
      [uuidFromId("pur", purchaseId)],
    );
    return row;
  };
  await expect.poll(async () => (await read())?.status, { timeout: 15_000 }).toBe(status);
  return (await read())?.reference ?? "";
};

/** What the sweep does once the hold of every sale so far is over: pending becomes available. */
export const endHolds = async ({ services }: Site): Promise<void> => {
  const holdMs = services.settings.holdDays * 86_400_000;
  const now = () => new Date(Date.now() + holdMs);
  await releaseEarnings({ ctx: { ...services, now, actor: system("release-earnings") } });
};
