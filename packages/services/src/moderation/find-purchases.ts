import {
  type findPurchasesInput,
  type findPurchasesOutput,
  isId,
  MarketError,
  providerNames,
} from "@boltz/contract";
import { purchases, users } from "@boltz/db/schema";
import { enforcePolicy } from "@boltz/domain";
import { and, eq, inArray, lt } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { readStaffPurchases } from "./staff-purchase.ts";

/** Purchases by their id, their listing, their payment or their buyer's e-mail address, newest first. */
export const findPurchases = async ({
  ctx,
  input,
}: Call<z.output<typeof findPurchasesInput>>): Promise<z.output<typeof findPurchasesOutput>> => {
  enforcePolicy(ctx.actor, "purchase.find");
  const { cursor, limit, quarantined } = input;
  if (cursor !== undefined && !isId("pur", cursor))
    throw new MarketError("invalid_input", {
      issues: [{ path: ["cursor"], message: "is not a page of this list" }],
    });
  const which = and(
    matching(input.query),
    quarantined ? eq(purchases.status, "quarantined") : undefined,
    cursor === undefined ? undefined : lt(purchases.id, cursor),
  );
  const found = await ctx.database.withSnapshot(ctx.actor, (tx) =>
    readStaffPurchases(tx, { which, limit: limit + 1, now: ctx.now() }),
  );
  const items = found.slice(0, limit).map(({ view }) => view);
  return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
};

const matching = (query: string) => {
  if (query === "") return undefined;
  if (query.includes("\u0000") || !query.isWellFormed())
    throw new MarketError("invalid_input", {
      issues: [{ path: ["query"], message: "contains a character that cannot be stored" }],
    });
  if (isId("pur", query)) return eq(purchases.id, query);
  if (isId("lst", query)) return eq(purchases.listingId, query);
  if (query.includes("@")) return eq(users.email, query.toLowerCase());
  return and(inArray(purchases.provider, [...providerNames]), eq(purchases.paymentReference, query));
};
