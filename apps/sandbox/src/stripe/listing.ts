import type Stripe from "stripe";
import { z } from "zod";
import type { DocumentQuery, Documents } from "../store/documents.ts";
import { wholeNumber } from "./params.ts";
import { missing } from "./wire-error.ts";

/** What every list takes. */
export const pageParams = {
  limit: wholeNumber.pipe(z.int().min(1).max(100)).default(10),
  starting_after: z.string().optional(),
};

const range = z.strictObject({
  gt: wholeNumber.optional(),
  gte: wholeNumber.optional(),
  lt: wholeNumber.optional(),
  lte: wholeNumber.optional(),
});
export const createdParam = z.union([wholeNumber, range]).optional();

/** `created` as a range of seconds, the end excluded. */
export function createdRange(created: z.output<typeof createdParam>): { from?: number; to?: number } {
  if (created === undefined) return {};
  if (typeof created === "number") return { from: created, to: created + 1 };
  const from = created.gte ?? (created.gt === undefined ? undefined : created.gt + 1);
  const to = created.lt ?? (created.lte === undefined ? undefined : created.lte + 1);
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

interface Listing<Row, Answer> {
  url: string;
  /** What one of them is called. */
  what: string;
  page: { limit: number; starting_after?: string | undefined };
  query?: Omit<DocumentQuery<Row>, "limit" | "after">;
  toAnswer: (row: Row) => Answer;
}

/** One page, newest first. */
export function listPage<Row extends { id: string }, Answer>(
  table: Documents<Row>,
  { url, what, page, query, toAnswer }: Listing<Row, Answer>,
): Stripe.ApiList<Answer> {
  const after = page.starting_after;
  if (after !== undefined && table.find(after) === undefined) throw missing(what, after, "starting_after");
  const rows = table.list({ ...query, ...(after !== undefined && { after }), limit: page.limit + 1 });
  return {
    object: "list",
    data: rows.slice(0, page.limit).map(toAnswer),
    has_more: rows.length > page.limit,
    url,
  };
}
