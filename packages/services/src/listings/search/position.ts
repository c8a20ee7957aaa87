import { type ListingSort, listingId, listingSort, MarketError } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import { z } from "zod";
import { readCursor, writeCursor } from "../../cursor.ts";

const position = z.strictObject({
  sort: listingSort,
  /** Which of the sort's streams the last row came from; see `pageStatement`. */
  stream: z.int().min(0).max(1),
  key: z.number(),
  id: listingId,
  corrected: z.boolean(),
});

/** Where a page ended. */
export type Position = z.infer<typeof position>;

export const writePosition = (last: Position): string => writeCursor(last);

/** Throws `invalid_input` on a cursor of another sort or of another list. */
export const readPosition = (cursor: string, sort: ListingSort): Position => {
  const found = readCursor(position, cursor);
  if (found.sort === sort) return found;
  throw new MarketError("invalid_input", {
    issues: [{ path: ["cursor"], message: "belongs to another order" }],
  });
};

export const uuidOf = (at: Position): string => uuidFromId("lst", at.id);
