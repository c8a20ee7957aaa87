import { createMiddleware } from "hono/factory";
import type { Env } from "./parts.ts";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * On a developer's machine the site has several names, but cookies and origins hold for one: a page
 * asked for under another leads there.
 */
export const canonicalHost = (publicUrl: string) => {
  const site = new URL(publicUrl);
  return createMiddleware<Env>(async (c, next) => {
    const asked = new URL(c.req.url);
    const isOtherName =
      loopback.has(site.hostname) && loopback.has(asked.hostname) && asked.host !== site.host;
    const isPage = c.req.method === "GET" && c.req.header("sec-fetch-mode") === "navigate";
    if (!isOtherName || !isPage) return next();
    return c.redirect(`${site.origin}${asked.pathname}${asked.search}`, 302);
  });
};
