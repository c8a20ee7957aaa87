import { MarketError } from "@boltz/contract";
import { visitor } from "@boltz/domain";
import { openBundle } from "@boltz/services";
import type { Context } from "hono";
import type { AppParts, Env } from "./parts.ts";
import { refuseError } from "./refuse.ts";

/** Hands out the bundle behind a download link, as a file and never as a page. */
export const bundleRoute =
  ({ services }: AppParts) =>
  async (c: Context<Env, "/bundles/:token">): Promise<Response> => {
    const input = { token: c.req.param("token") };
    try {
      const { fileName, bytes } = await openBundle({ ctx: { ...services, actor: visitor }, input });
      return c.body(new Uint8Array(bytes), 200, {
        "content-type": "application/zip",
        "content-disposition": `attachment; filename="${fileName}"`,
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
      });
    } catch (error) {
      if (error instanceof MarketError) return refuseError(c, error);
      throw error;
    }
  };
