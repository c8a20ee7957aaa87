import { randomUUID } from "node:crypto";
import { createMiddleware } from "hono/factory";
import { clientAddressHeader } from "../auth/create-auth.ts";
import { createAddressReader } from "./client-address.ts";
import type { AppParts, Env } from "./parts.ts";

/** A download link is a secret for as long as it lives. */
const shownPath = (path: string) => path.replace(/^\/bundles\/.*/, "/bundles/…");

/** Names the request, finds out who really asks, and writes one line about it: no query, no address, no token. */
export const requestFrame = ({ log, trustedProxies }: AppParts) => {
  const readAddress = createAddressReader(trustedProxies);
  return createMiddleware<Env>(async (c, next) => {
    const begin = performance.now();
    const correlationId = randomUUID();
    const requestLog = log.child({ correlationId });
    const connection = c.env?.incoming?.socket.remoteAddress;
    const clientAddress = readAddress(connection, c.req.header("x-forwarded-for") ?? null);
    c.set("correlationId", correlationId);
    c.set("log", requestLog);
    c.set("clientAddress", clientAddress);
    c.req.raw.headers.set(clientAddressHeader, clientAddress);
    await next();
    c.header("x-correlation-id", correlationId);
    const durationMs = Math.round(performance.now() - begin);
    requestLog.info(
      { method: c.req.method, path: shownPath(c.req.path), status: c.res.status, durationMs },
      "request",
    );
  });
};
