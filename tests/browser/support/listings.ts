import type { ListingId } from "@boltz/contract";
import { idFromUuid } from "@boltz/db";
import type { Site } from "../../support/site.ts";

/** A strategy of the demo catalogue, by its title. */
export const listingTitled = async ({ db }: Site, title: string): Promise<ListingId> => {
  const [row] = await db.stored<{ id: string }>("SELECT id FROM strategy_marketplace WHERE title = $1", [
    title,
  ]);
  if (row === undefined) throw new Error(`there is no listing ${title}`);
  return idFromUuid("lst", row.id);
};
