import type { ListingSort } from "@boltz/contract";

/** What a list is ordered by; the listing's id decides between equals, in the same direction. */
export interface Order {
  column: "evidence" | "quality" | "published_us" | "rating" | "total_sales" | "shown_price";
  type: "float8" | "bigint";
  direction: "asc" | "desc";
}

export const orders = {
  /** What the marketplace proved on bars that no try has seen; what it could not run comes last. */
  evidence: { column: "evidence", type: "float8", direction: "desc" },
  /** By where the words were found, and by quality within that. */
  relevance: { column: "quality", type: "float8", direction: "desc" },
  newest: { column: "published_us", type: "bigint", direction: "desc" },
  rating: { column: "rating", type: "float8", direction: "desc" },
  sales: { column: "total_sales", type: "bigint", direction: "desc" },
  price_asc: { column: "shown_price", type: "bigint", direction: "asc" },
  price_desc: { column: "shown_price", type: "bigint", direction: "desc" },
} as const satisfies Record<ListingSort, Order>;
