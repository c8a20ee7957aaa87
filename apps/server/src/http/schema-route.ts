import { createHash } from "node:crypto";
import { strategyJsonSchema } from "@boltz/backtest";
import type { Context } from "hono";
import type { Env } from "./parts.ts";

/** The language's JSON Schema, for editors and programs of other people. */
export const schemaRoute = () => {
  const text = JSON.stringify(strategyJsonSchema(), null, 2);
  const etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;
  const headers = { etag, "cache-control": "public, max-age=300", "content-type": "application/schema+json" };
  return (c: Context<Env>): Response =>
    c.req.header("if-none-match") === etag ? c.body(null, 304, headers) : c.body(text, 200, headers);
};
