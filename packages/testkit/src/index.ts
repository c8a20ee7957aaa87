export * from "./cluster.ts";
export * from "./database.ts";
export * from "./factories-entitlements.ts";
export * from "./factories-listings.ts";
export * from "./factories-reviews.ts";
export * from "./seed-rows.ts";
