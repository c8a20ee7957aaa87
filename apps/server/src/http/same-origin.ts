import { createMiddleware } from "hono/factory";
import type { Env } from "./parts.ts";
import { refuse } from "./refuse.ts";

const reads = new Set(["GET", "HEAD"]);

/**
 * Refuses what another site's page sends in a visitor's name. A program that signs itself with a bearer
 * token and carries no cookie needs no origin; nor does one on the paths where it gets that token.
 */
export const sameOrigin = (publicUrl: string, options: { tokenless: boolean }) =>
  createMiddleware<Env>(async (c, next) => {
    if (reads.has(c.req.method)) return next();
    const origin = c.req.header("origin");
    const hasCookie = c.req.header("cookie") !== undefined;
    const isProgram =
      origin === undefined &&
      !hasCookie &&
      (options.tokenless || /^bearer /i.test(c.req.header("authorization") ?? ""));
    if (origin !== publicUrl && !isProgram) return refuse(c, "forbidden", 403);
    if (!/^application\/json\s*(;|$)/i.test(c.req.header("content-type") ?? ""))
      return refuse(c, "invalid_input", 415);
    return next();
  });
