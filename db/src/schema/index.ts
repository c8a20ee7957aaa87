export * from "./entitlements.ts";
export * from "./ledger.ts";
export * from "./listings.ts";
export * from "./people.ts";
export * from "./purchases.ts";
export * from "./records.ts";
export * from "./search.ts";
export * from "./strategies.ts";
