import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { datasetId, MarketError } from "@boltz/contract";
import { visitor } from "@boltz/domain";
import { openBars } from "@boltz/services";
import type { Context } from "hono";
import { z } from "zod";
import type { AppParts, Env } from "./parts.ts";
import { refuse, refuseError } from "./refuse.ts";

const input = z.object({
  datasetId,
  count: z
    .string()
    .regex(/^[1-9]\d{0,6}$/)
    .transform(Number),
});

const pack = promisify(gzip);

/**
 * The first bars of a dataset, for anybody who runs a strategy again on what its proof was run on. They never change, so their
 * place names them, and who has them is told so before anything is read.
 */
export const barsRoute =
  ({ services }: AppParts) =>
  async (c: Context<Env, "/bars/:datasetId/:count">): Promise<Response> => {
    const asked = input.safeParse({ datasetId: c.req.param("datasetId"), count: c.req.param("count") });
    if (!asked.success) return refuse(c, "not_found", 404);
    const etag = `"${asked.data.datasetId}-${asked.data.count}"`;
    const headers = {
      etag,
      "cache-control": "public, max-age=31536000, immutable",
      vary: "accept-encoding",
      "content-type": "application/octet-stream",
    };
    if (c.req.header("if-none-match") === etag) return c.body(null, 304, headers);
    try {
      const ctx = { ...services, actor: visitor };
      const bytes = await openBars({ ctx, input: asked.data });
      if (!/\bgzip\b/i.test(c.req.header("accept-encoding") ?? "")) return c.body(bytes, 200, headers);
      const packed = new Uint8Array(await pack(bytes, { level: 4 }));
      return c.body(packed, 200, { ...headers, "content-encoding": "gzip" });
    } catch (error) {
      if (error instanceof MarketError) return refuseError(c, error);
      throw error;
    }
  };
