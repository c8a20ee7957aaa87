import type { ListingId } from "@boltz/contract";
import { idFromUuid } from "@boltz/db";
import type { Page } from "playwright-core";
import type { Site } from "../../support/site.ts";
import { onPage } from "./seen.ts";

/** A strategy of the demo catalogue, by its title. */
export const listingTitled = async ({ db }: Site, title: string): Promise<ListingId> => {
  const [row] = await db.stored<{ id: string }>("SELECT id FROM strategy_marketplace WHERE title = $1", [
    title,
  ]);
  if (row === undefined) throw new Error(`there is no listing ${title}`);
  return idFromUuid("lst", row.id);
};

/** Opens a strategy's page and answers which listing it is. */
export const openListing = async (site: Site, page: Page, title: string): Promise<ListingId> => {
  const listingId = await listingTitled(site, title);
  await page.goto(`/listings/${listingId}`);
  await onPage(page, title);
  return listingId;
};

/** What is really stored of somebody's purchases, the first one first. */
export const purchasesOf = ({ db }: Site, email: string) =>
  db.stored<{ status: string; price_minor: string }>(
    `SELECT p.status, p.price_minor FROM strategy_purchases p JOIN users u ON u.id = p.buyer_id
     WHERE u.email = $1 ORDER BY p.id`,
    [email],
  );
