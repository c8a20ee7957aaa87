export * from "./ids.ts";
export * from "./invariants.ts";
export * from "./ledger/post.ts";
export * from "./migrate.ts";
export * from "./open-reader.ts";
export * from "./queues.ts";
export * from "./sql-error.ts";
export * from "./with-actor.ts";
