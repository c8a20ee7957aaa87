import type { PurchaseId, UserId } from "@boltz/contract";
import { purchases } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, asc, eq, gt, gte, lt, or } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import { type CreatorSale, saleColumns, toCreatorSale } from "./sale-row.ts";

const PAGE = 1_000;

/**
 * Every sale of the creator that was completed from `from` (inclusive) to `to` (exclusive), oldest
 * first, read page by page so that any number of them can be written out.
 */
export async function* listSalesForExport({
  ctx,
  input,
}: Call<{ from: Date; to: Date }>): AsyncGenerator<CreatorSale, void> {
  enforcePolicy(ctx.actor, "creator.read");
  const { id: creatorId } = personOf(ctx.actor);
  let after: Position | null = null;
  do {
    const page: Page = await readPage(ctx, creatorId, input, after);
    yield* page.sales;
    after = page.next;
  } while (after !== null);
}

interface Position {
  at: Date;
  id: PurchaseId;
}

interface Page {
  sales: CreatorSale[];
  next: Position | null;
}

const readPage = async (
  ctx: Context,
  creatorId: UserId,
  { from, to }: { from: Date; to: Date },
  after: Position | null,
): Promise<Page> => {
  const { completedAt, id } = purchases;
  const rows = await ctx.database.withActor(ctx.actor, (tx) =>
    tx
      .select(saleColumns)
      .from(purchases)
      .where(
        and(
          eq(purchases.creatorId, creatorId),
          gte(completedAt, from),
          lt(completedAt, to),
          after === null
            ? undefined
            : or(gt(completedAt, after.at), and(eq(completedAt, after.at), gt(id, after.id))),
        ),
      )
      .orderBy(asc(completedAt), asc(id))
      .limit(PAGE),
  );
  const last = rows.length < PAGE ? undefined : rows.at(-1);
  const at = last?.completedAt ?? null;
  return {
    sales: rows.map(toCreatorSale),
    next: last === undefined || at === null ? null : { at, id: last.purchaseId },
  };
};
