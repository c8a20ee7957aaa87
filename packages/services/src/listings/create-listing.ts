import { type createListingInput, MarketError, type OwnListing } from "@boltz/contract";
import { isDuplicate, newId } from "@boltz/db";
import { listingDrafts, listings } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { creatorOfStrategy } from "../strategies/strategy-view.ts";
import { listingFieldsOf } from "./listing-fields.ts";
import { readOwnListing } from "./own-listing.ts";

export type CreateListingInput = z.output<typeof createListingInput>;

/** Begins the listing of a strategy: a draft that only its author sees. A strategy has one listing. */
export const createListing = async ({ ctx, input }: Call<CreateListingInput>): Promise<OwnListing> => {
  enforcePolicy(ctx.actor, "listing.create");
  const person = personOf(ctx.actor);
  const create = ctx.database.withActor(person, async (tx) => {
    const creatorId = await creatorOfStrategy(tx, input.strategyId);
    enforcePolicy(person, "strategy.change", { ownerId: creatorId });
    const listingId = newId("lst");
    const fields = listingFieldsOf(input);
    await tx.insert(listings).values({ id: listingId, strategyId: input.strategyId, creatorId, ...fields });
    await tx.insert(listingDrafts).values({ listingId, creatorId, ...fields });
    return readOwnListing(tx, listingId);
  });
  return create.catch((cause: unknown) => {
    if (!isDuplicate(cause, "strategy_marketplace_strategy_id_unique")) throw cause;
    throw new MarketError("conflict", {
      cause,
      message: "This strategy has a listing already. Open that one to change it.",
      issues: [{ path: ["strategyId"], message: "has a listing already" }],
    });
  });
};
