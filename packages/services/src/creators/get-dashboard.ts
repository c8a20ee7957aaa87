import type { CreatorDashboard, Currency, UserId } from "@boltz/contract";
import { balancesOfOwner, type Transaction } from "@boltz/db";
import { listingDrafts, purchases } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, desc, eq } from "drizzle-orm";
import type { Context } from "../context.ts";
import { ownListingOf, readOwnListings } from "../listings/own-listing.ts";

const salesShown = 50;

/** What a creator is owed, what sold last, and every listing of theirs. */
export const getDashboard = async ({ ctx }: { ctx: Context }): Promise<CreatorDashboard> => {
  enforcePolicy(ctx.actor, "creator.read");
  const { id } = personOf(ctx.actor);
  return ctx.database.withActor(ctx.actor, async (tx) => ({
    balances: await readBalances(tx, id),
    sales: await readSales(tx, id),
    listings: (await readOwnListings(tx, eq(listingDrafts.creatorId, id))).map(ownListingOf),
  }));
};

const readBalances = async (tx: Transaction, creatorId: UserId): Promise<CreatorDashboard["balances"]> => {
  const byCurrency = new Map<Currency, { pending: bigint; available: bigint }>();
  for (const { name, currency, balanceMinor } of await balancesOfOwner(tx, creatorId)) {
    const sums = byCurrency.get(currency) ?? { pending: 0n, available: 0n };
    if (name.endsWith(":pending")) sums.pending += balanceMinor;
    if (name.endsWith(":available")) sums.available += balanceMinor;
    byCurrency.set(currency, sums);
  }
  return [...byCurrency].map(([currency, { pending, available }]) => ({
    currency,
    pendingMinor: pending.toString(),
    availableMinor: available.toString(),
  }));
};

const readSales = async (tx: Transaction, creatorId: UserId): Promise<CreatorDashboard["sales"]> => {
  const rows = await tx
    .select({
      purchaseId: purchases.id,
      listingTitle: purchases.listingTitle,
      priceMinor: purchases.priceMinor,
      earningMinor: purchases.earningMinor,
      currency: purchases.currency,
      completedAt: purchases.completedAt,
      createdAt: purchases.createdAt,
    })
    .from(purchases)
    .where(and(eq(purchases.creatorId, creatorId), eq(purchases.status, "completed")))
    .orderBy(desc(purchases.id))
    .limit(salesShown);
  return rows.map(
    ({ purchaseId, listingTitle, priceMinor, earningMinor, currency, completedAt, createdAt }) => ({
      purchaseId,
      listingTitle,
      price: { amountMinor: priceMinor.toString(), currency },
      earned: { amountMinor: earningMinor.toString(), currency },
      at: (completedAt ?? createdAt).toISOString(),
    }),
  );
};
