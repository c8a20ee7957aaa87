import type { ListingId, StrategyId } from "@boltz/contract";
import type { Person } from "@boltz/domain";
import {
  archiveListing,
  createListing,
  createStrategy,
  decideListing,
  type Services,
  submitListing,
} from "@boltz/services";
import { deskListings } from "../demo/desk-listings.ts";

export interface Made {
  strategyId: StrategyId;
  listingId: ListingId;
  revision: number;
}

export type MadeState = "draft" | "submitted" | "published" | "archived";

const example = () => {
  const [desk] = deskListings;
  if (desk === undefined) throw new Error("the desk is empty");
  return desk;
};

export const exampleDocument = () => example().document;
export const exampleFields = () => example().listing;

/** A fresh listing of `creator` in the given state, made by the verbs that people use. */
export const makeListing = async (
  services: Services,
  people: { creator: Person; moderator: Person },
  state: MadeState,
  fields: Partial<ReturnType<typeof exampleFields>> = {},
): Promise<Made> => {
  const ctx = { ...services, actor: people.creator };
  const document = exampleDocument();
  const strategy = await createStrategy({
    ctx,
    input: { name: "Made for a test", version: "1.0.0", changelog: "", document },
  });
  const input = { strategyId: strategy.id, ...exampleFields(), ...fields };
  const created = await createListing({ ctx, input });
  const made = { strategyId: strategy.id, listingId: created.id, revision: created.revision };
  if (state === "draft") return made;
  const { revision } = await submitListing({ ctx, input: { listingId: created.id } });
  if (state === "submitted") return { ...made, revision };
  await decideListing({
    ctx: { ...services, actor: people.moderator },
    input: { listingId: created.id, revision, outcome: "approved" },
  });
  if (state === "archived") await archiveListing({ ctx, input: { listingId: created.id } });
  return { ...made, revision };
};
