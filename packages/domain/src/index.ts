export * from "./actor.ts";
export * from "./fees.ts";
export * from "./money-text.ts";
export * from "./policy.ts";
export * from "./postings.ts";
export * from "./purchase.ts";
