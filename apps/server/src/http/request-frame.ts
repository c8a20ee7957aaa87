import { randomUUID } from "node:crypto";
import { trace } from "@opentelemetry/api";
import { createMiddleware } from "hono/factory";
import { clientAddressHeader } from "../auth/create-auth.ts";
import { createAddressReader } from "./client-address.ts";
import type { AppParts, Env } from "./parts.ts";

/** A download link is a secret for as long as it lives, and so is the link of a mail. */
const shownPath = (path: string) => path.replace(/^\/(bundles|unsubscribe)\/.*/, "/$1/…");

/** Which part of the site a request was for: few enough to count by. */
const doorOf = (path: string) =>
  /^\/(api\/\w+|bundles|exports|unsubscribe|pay|health|ready|metrics|assets)(?=\/|$)/.exec(path)?.[1] ??
  "page";

/** Names the request, finds out who really asks, and writes one line about it: no query, no address, no token. */
export const requestFrame = ({ log, metrics, trustedProxies }: AppParts) => {
  const readAddress = createAddressReader(trustedProxies);
  return createMiddleware<Env>(async (c, next) => {
    const begin = performance.now();
    const correlationId = randomUUID();
    const traceId = trace.getActiveSpan()?.spanContext().traceId;
    const requestLog = log.child({ correlationId, ...(traceId === undefined ? {} : { traceId }) });
    const connection = c.env?.incoming?.socket.remoteAddress;
    const clientAddress = readAddress(connection, c.req.header("x-forwarded-for") ?? null);
    c.set("correlationId", correlationId);
    c.set("log", requestLog);
    c.set("clientAddress", clientAddress);
    c.req.raw.headers.set(clientAddressHeader, clientAddress);
    await next();
    c.res.headers.set("x-correlation-id", correlationId);
    const durationMs = Math.round(performance.now() - begin);
    const { method, path } = c.req;
    const { status } = c.res;
    metrics.requests.observe({ method, door: doorOf(path), status }, durationMs / 1_000);
    requestLog.info({ method, path: shownPath(path), status, durationMs }, "request");
  });
};
