import { once } from "node:events";
import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import type { Env } from "./http/parts.ts";

const patienceMs = 3_000;
/** Longer than proxies and browsers wait: whoever reuses a connection must not meet its end. */
const keepAliveMs = 65_000;

export interface Listening {
  port: number;
  /** Takes nothing new, lets what runs end, and cuts off what does not. */
  close(): Promise<void>;
}

export const listen = async (
  app: Hono<Env>,
  address: { port: number; host?: string | undefined },
): Promise<Listening> => {
  const server = createServer({ keepAliveTimeout: keepAliveMs }, getRequestListener(app.fetch));
  server.listen(address);
  await once(server, "listening");
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the server listens on no port");
  const close = async () => {
    const closed = once(server, "close");
    server.close();
    server.closeIdleConnections();
    const force = setTimeout(() => server.closeAllConnections(), patienceMs);
    await closed;
    clearTimeout(force);
  };
  return { port: bound.port, close };
};
