import type { CreatorDashboard, DashboardInput, UserId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { listingDrafts, purchases } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { Call } from "../context.ts";
import { ownListingOf, readOwnListings } from "../listings/own-listing.ts";
import { readChart } from "./chart.ts";
import { readFigures } from "./figures.ts";
import { saleColumns, toCreatorSale } from "./sale-row.ts";

const salesShown = 50;

/** What sold and what it earned, by time and by listing, and every listing of the creator. */
export const getDashboard = async ({ ctx, input }: Call<DashboardInput>): Promise<CreatorDashboard> => {
  enforcePolicy(ctx.actor, "creator.read");
  const { id } = personOf(ctx.actor);
  return ctx.database.withActor(ctx.actor, async (tx) => ({
    chart: await readChart(tx, id, input, ctx.now()),
    figures: await readFigures(tx, id, ctx.now()),
    sales: await readSales(tx, id),
    listings: (await readOwnListings(tx, eq(listingDrafts.creatorId, id))).map(ownListingOf),
  }));
};

const readSales = async (tx: Transaction, creatorId: UserId): Promise<CreatorDashboard["sales"]> => {
  const rows = await tx
    .select(saleColumns)
    .from(purchases)
    .where(and(eq(purchases.creatorId, creatorId), isNotNull(purchases.completedAt)))
    .orderBy(desc(purchases.completedAt), desc(purchases.id))
    .limit(salesShown);
  return rows.map(toCreatorSale);
};
