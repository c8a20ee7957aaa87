import { MarketError, type ReviewSort, reviewId, reviewSort } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import { z } from "zod";
import { readCursor, writeCursor } from "../cursor.ts";

const position = z.strictObject({ sort: reviewSort, rating: z.int().min(1).max(5), id: reviewId });

/** Where a page of reviews ended. */
export type Position = z.infer<typeof position>;

export const writePosition = (last: Position): string => writeCursor(last);

/** Throws `invalid_input` on a cursor of another order or of another list. */
export const readPosition = (cursor: string, sort: ReviewSort): Position => {
  const found = readCursor(position, cursor);
  if (found.sort === sort) return found;
  throw new MarketError("invalid_input", {
    issues: [{ path: ["cursor"], message: "belongs to another order" }],
  });
};

export const uuidOf = (at: Position): string => uuidFromId("rev", at.id);
